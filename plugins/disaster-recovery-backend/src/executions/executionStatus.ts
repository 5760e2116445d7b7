import type {
  ExecutionAction,
  ExecutionServer,
  ExecutionStatus,
} from '@internal/plugin-disaster-recovery-common';
import {
  type ExecutionRequests,
  isWaveEnded,
  type WaveFacts,
} from './advanceWaves';

/** Whether AWS works on something that the execution waits for. */
function isBusy(wave: WaveFacts): boolean {
  return (
    wave.servers.includes('LAUNCHING') ||
    wave.pre.includes('RUNNING') ||
    wave.post.includes('RUNNING')
  );
}

function finalStatus(
  waves: WaveFacts[],
  requests: ExecutionRequests,
): ExecutionStatus {
  if (requests.cancelRequested) {
    return 'CANCELLED';
  }
  const servers: ExecutionServer['status'][] = waves.flatMap(w => w.servers);
  const actions: ExecutionAction['status'][] = waves.flatMap(wave => [
    ...wave.pre,
    ...wave.post,
  ]);
  if (
    servers.every(status => status === 'LAUNCHED') &&
    actions.every(status => status === 'SUCCEEDED')
  ) {
    return 'COMPLETED';
  }
  return servers.includes('LAUNCHED') ? 'PARTIAL' : 'FAILED';
}

/**
 * The status of an execution, and why it is paused: it is PAUSED once nothing is in flight that it waits for.
 */
export function executionStatus(
  waves: WaveFacts[],
  requests: ExecutionRequests,
): { status: ExecutionStatus; pauseReason?: string } {
  if (waves.every(wave => isWaveEnded(wave.status))) {
    return { status: finalStatus(waves, requests) };
  }
  if (requests.cancelRequested) {
    return { status: 'CANCELLING' };
  }
  const busy = waves.some(isBusy);
  if (requests.pauseRequested) {
    return {
      status: busy ? 'RUNNING' : 'PAUSED',
      pauseReason: busy
        ? 'A pause was asked for: what runs in AWS is finished first'
        : 'A pause was asked for',
    };
  }
  const paused = waves.filter(wave => wave.status === 'PAUSED');
  if (paused.length === 0) {
    return { status: 'RUNNING' };
  }
  const working = waves.some(wave =>
    ['PRE_ACTIONS', 'LAUNCHING', 'POST_ACTIONS'].includes(wave.status),
  );
  const names = paused.map(wave => `"${wave.plan.name}"`).join(', ');
  return {
    status: working ? 'RUNNING' : 'PAUSED',
    pauseReason: `Waits before wave ${names}, as the plan says`,
  };
}
