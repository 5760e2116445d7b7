import { isBack } from '@internal/plugin-disaster-recovery-common';
import type { InstanceRecord } from '../failover-sessions';

/** Whether the data of an instance already travels back, or will by itself. */
function isUnderWay(instance: InstanceRecord): boolean {
  return (
    instance.reversedSourceServerId !== undefined &&
    instance.error === undefined &&
    instance.replication.state !== 'ERROR' &&
    instance.replication.state !== 'NOT_STARTED'
  );
}

/**
 * The instances that a start of reverse replication works on: of those asked for (all that can go back, unless given), the
 * ones on which it does not run, and which no failback has brought back. So a retry touches only what failed.
 */
export function selectTargets(
  instances: InstanceRecord[],
  instanceIds?: string[],
): InstanceRecord[] {
  return instances.filter(
    instance =>
      (instanceIds
        ? instanceIds.includes(instance.recoveryInstanceId)
        : instance.cannotFailBack === undefined) &&
      !isUnderWay(instance) &&
      !isBack(instance),
  );
}
