import {
  isBack,
  isReadyForFailback,
  type ReplicationProgress,
  type SessionInstance,
  type SessionStatus,
} from '@internal/plugin-disaster-recovery-common';

/** What the rule needs to know of one machine. */
export interface StatusInstance {
  replication: Pick<ReplicationProgress, 'state'>;
  failback?: SessionInstance['failback'];
  /** Set where a machine is known not to go back: it is named, and waited for no longer. */
  cannotFailBack?: string;
}

/**
 * The status that reverse replication gives a session: READY_FOR_FAILBACK when every machine that has still to go back is
 * ready and the configuration is mirrored, and REVERSE_REPLICATING again when that no longer holds. Other statuses are not its
 * business, and stay.
 */
export function deriveSessionStatus(
  status: SessionStatus,
  instances: StatusInstance[],
  mirrored: boolean,
): SessionStatus {
  if (status !== 'REVERSE_REPLICATING' && status !== 'READY_FOR_FAILBACK') {
    return status;
  }
  const returning = instances.filter(one => one.cannotFailBack === undefined);
  const isReady =
    mirrored &&
    returning.length > 0 &&
    returning.every(
      one => isBack(one) || isReadyForFailback(one.replication.state),
    );
  return isReady ? 'READY_FOR_FAILBACK' : 'REVERSE_REPLICATING';
}
