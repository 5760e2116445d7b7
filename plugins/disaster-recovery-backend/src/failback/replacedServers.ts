import type { FailbackMode } from '@internal/plugin-disaster-recovery-common';
import type { ReplacedServers } from '../executions';
import type { InstanceRecord } from '../failover-sessions';

/**
 * The source servers of the last launch that others have replaced since, because reverse replication was started again for
 * their machines. A machine that was launched is none of them: it is never launched twice.
 */
export function replacedServers(
  instances: Pick<
    InstanceRecord,
    'reversedSourceServerId' | 'failback' | 'drill'
  >[],
  mode: FailbackMode,
): ReplacedServers {
  return new Map(
    instances.flatMap(({ reversedSourceServerId, failback, drill }) => {
      const last = mode === 'DRILL' ? drill : failback;
      const isReplaced =
        last?.sourceServerId !== undefined &&
        reversedSourceServerId !== undefined &&
        last.status !== 'LAUNCHED' &&
        last.sourceServerId !== reversedSourceServerId;
      return isReplaced ? [[last.sourceServerId!, reversedSourceServerId]] : [];
    }),
  );
}
