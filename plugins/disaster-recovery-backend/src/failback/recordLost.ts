import { isBack } from '@internal/plugin-disaster-recovery-common';
import type { InstanceRecord, OperationContext } from '../failover-sessions';
import { lostReplication } from '../replication';
import type { FailbackDependencies } from './FailbackDependencies';

/**
 * Finds out which of the machines that are not back have nothing left to be launched from, and notes it: only then is the
 * remedy that the failure names, starting their reverse replication again, offered with it.
 */
export async function recordLost(
  { aws, sessions }: FailbackDependencies,
  { session, transaction }: OperationContext,
  failed: InstanceRecord[],
): Promise<InstanceRecord[]> {
  const open = failed.filter(instance => !isBack(instance));
  const ids = open.flatMap(one => one.reversedSourceServerId ?? []);
  if (ids.length === 0) {
    return [];
  }
  const servers = await aws
    .in({ accountId: session.sourceAccountId, region: session.sourceRegion })
    .drs.listSourceServers({ ids });
  const at = new Date();
  const lost = open.flatMap(instance => {
    const replication = lostReplication(
      instance,
      servers.find(({ id }) => id === instance.reversedSourceServerId),
      at,
    );
    return replication ? [{ instance, replication }] : [];
  });
  if (lost.length > 0) {
    await transaction(async writing => {
      await sessions.store.updateInstances(
        session.id,
        lost.map(({ instance, replication }) => ({
          recoveryInstanceId: instance.recoveryInstanceId,
          patch: { replication },
        })),
        writing,
      );
    });
  }
  return lost.map(({ instance }) => instance);
}
