import type { ReplicationSummary } from '@internal/plugin-disaster-recovery-common';

/**
 * What would be lost by failing back now. `unknown` while some instance has never been in step, so that nobody can say;
 * `none` when every write has arrived.
 */
export type Loss =
  | { kind: 'unknown' }
  | { kind: 'none' }
  | {
      kind: 'some';
      lagSeconds: number;
      backlogBytes: number;
      worst?: string;
    };

const NEVER_IN_STEP = ['NOT_STARTED', 'INITIATING', 'INITIAL_SYNC', 'ERROR'];

/** What would be lost by failing back now, from what replication tells. */
export function lossOf(replication: ReplicationSummary): Loss {
  const neverInStep = NEVER_IN_STEP.some(
    state => (replication.counts[state] ?? 0) > 0,
  );
  if (neverInStep || replication.observedAt === undefined) {
    return { kind: 'unknown' };
  }
  const lagSeconds = replication.worstLagSeconds ?? 0;
  const backlogBytes = replication.backlogBytes ?? 0;
  if (lagSeconds < 1 && backlogBytes === 0) {
    return { kind: 'none' };
  }
  return {
    kind: 'some',
    lagSeconds,
    backlogBytes,
    worst: replication.worst?.hostname ?? replication.worst?.recoveryInstanceId,
  };
}
