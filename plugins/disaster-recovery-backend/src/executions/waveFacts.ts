import type { WaveFacts } from './advanceWaves';
import { type ExecutionState, latestActions } from './records';

/** What the wave rules look at, from an execution as it is stored. */
export function waveFacts(state: ExecutionState): WaveFacts[] {
  return state.execution.planWaves.flatMap(plan => {
    const wave = state.waves.find(item => item.number === plan.number);
    const statuses = (phase: 'PRE' | 'POST') =>
      latestActions(state.actions, plan.number, phase).map(
        action => action.status,
      );
    return wave
      ? [
          {
            plan,
            status: wave.status,
            pausePassed: wave.pausePassed,
            servers: state.servers
              .filter(server => server.waveNumber === plan.number)
              .map(server => server.status),
            pre: statuses('PRE'),
            post: statuses('POST'),
          },
        ]
      : [];
  });
}
