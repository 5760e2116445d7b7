import { isBack } from '@internal/plugin-disaster-recovery-common';
import type { WatchedInstance } from '../failover-sessions';

/** The instances that are to be protected again: those that have failed back. */
export function returnedInstances<T extends WatchedInstance>(
  instances: T[],
): T[] {
  return instances.filter(
    instance =>
      isBack(instance) && instance.failback?.failbackInstanceId !== undefined,
  );
}

/**
 * Whether an instance is protected again: its source server is continuous, has compared every block, and does not lag.
 * READY says just that; with lag it is not there yet.
 */
export function isReProtected(
  instance: Pick<WatchedInstance, 'protectingSourceServerId' | 'reProtection'>,
): boolean {
  return (
    instance.protectingSourceServerId !== undefined &&
    instance.reProtection?.state === 'READY' &&
    instance.reProtection.sourceServerId === instance.protectingSourceServerId
  );
}
