import type { RecoveryInstance, SourceServer } from '../aws';
import type { InstanceRecord } from '../failover-sessions';

/**
 * Whether the replication of a failback instance has been reversed.
 *
 * @remarks
 * The instance id alone does not tell: a failback that launched into the original instance keeps that instance's id, so the
 * original source server names it as if it had been re-protected. The failback instance's own state tells.
 */
export function isReversed(
  failbackInstance: Pick<RecoveryInstance, 'replication'>,
): boolean {
  const { state } = failbackInstance.replication;
  return (
    state !== undefined &&
    state !== 'NOT_STARTED' &&
    state !== 'REPLICATION_STATE_NOT_AVAILABLE' &&
    state !== 'DISCONNECTED'
  );
}

/**
 * The source server in the recovery region that protects a failback instance, of those that name it: the original one where
 * it was turned to the new machine, else the one that ReverseReplication answered with, else the only one there is.
 */
export function findProtectingServer(
  instance: Pick<InstanceRecord, 'sourceServerId' | 'failback'>,
  servers: SourceServer[],
  answeredArn?: string,
): SourceServer | undefined {
  const naming = servers.filter(
    ({ instanceId, replication }) =>
      instanceId !== undefined &&
      instanceId === instance.failback?.failbackInstanceId &&
      replication.state !== 'DISCONNECTED',
  );
  return (
    naming.find(({ arn }) => arn === answeredArn) ??
    naming.find(({ id }) => id === instance.sourceServerId) ??
    (naming.length === 1 ? naming[0] : undefined)
  );
}
