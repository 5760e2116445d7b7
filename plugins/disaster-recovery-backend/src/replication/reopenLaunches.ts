import { isBack } from '@internal/plugin-disaster-recovery-common';
import type { InstancePatch, InstanceRecord } from '../failover-sessions';

/**
 * What failed of a failback waits to be launched again while data travels back anew: a launch that is to come is no failure
 * that somebody has to look at. What is back stays as it is.
 */
export function reopenLaunches(
  instances: Pick<InstanceRecord, 'recoveryInstanceId' | 'failback'>[],
): { recoveryInstanceId: string; patch: InstancePatch }[] {
  return instances.flatMap(({ recoveryInstanceId, failback }) =>
    failback && !isBack({ failback })
      ? [
          {
            recoveryInstanceId,
            patch: {
              failback: { ...failback, status: 'PENDING', reason: undefined },
            },
          },
        ]
      : [],
  );
}
