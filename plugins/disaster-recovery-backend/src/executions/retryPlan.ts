import { newAction } from './newExecution';
import {
  type ActionRecord,
  type ExecutionState,
  latestActions,
  type ServerRecord,
} from './records';
import { retryableServers } from './showExecution';
import type { ReplacedServers } from './types';

/** What a retry changes: which servers and waves begin again, and which actions run anew. */
export interface RetryPlan {
  servers: ServerRecord[];
  waveNumbers: number[];
  /** Runs that never began, and may begin now. */
  reopened: ActionRecord[];
  /** New runs, of actions that failed, or that have new instances to run on. */
  added: ActionRecord[];
}

const FAILED = ['FAILED', 'TIMED_OUT'];
const LEFT_OUT = ['SKIPPED', 'CANCELLED'];

/**
 * Plans the retry of an ended execution: only servers that were not launched, and actions that did not succeed.
 *
 * @param replaced - servers in whose place others are launched; see {@link ReplacedServers}
 * @remarks
 * A post-wave action that ran on the instances of its wave runs once more, on the newly launched ones only.
 */
export function planRetry(
  state: ExecutionState,
  replaced: ReplacedServers = new Map(),
): RetryPlan {
  const { execution, actions } = state;
  const attempt = execution.attempt + 1;
  const servers = retryableServers(state.servers).map(server => ({
    ...server,
    sourceServerId:
      replaced.get(server.sourceServerId) ?? server.sourceServerId,
  }));
  const plan: RetryPlan = { servers, waveNumbers: [], reopened: [], added: [] };
  for (const wave of execution.planWaves) {
    const launches = servers.some(server => server.waveNumber === wave.number);
    const before = plan.reopened.length + plan.added.length;
    for (const phase of ['PRE', 'POST'] as const) {
      for (const action of latestActions(actions, wave.number, phase)) {
        const again = newAction(
          execution.id,
          wave,
          phase,
          action.position,
          attempt,
        );
        if (LEFT_OUT.includes(action.status)) {
          plan.reopened.push(action);
        } else if (FAILED.includes(action.status)) {
          plan.added.push({ ...again, onlyAttempt: action.onlyAttempt });
        } else if (launches && phase === 'POST' && isOnWave(wave, action)) {
          plan.added.push({ ...again, onlyAttempt: attempt });
        }
      }
    }
    if (launches || plan.reopened.length + plan.added.length > before) {
      plan.waveNumbers.push(wave.number);
    }
  }
  return plan;
}

function isOnWave(
  wave: ExecutionState['execution']['planWaves'][number],
  action: ActionRecord,
): boolean {
  const { targets } = wave.postActions[action.position];
  return (
    action.kind === 'COMMAND' && (!targets || targets.kind === 'waveInstances')
  );
}
