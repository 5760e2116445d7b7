import type { ReplicationProgress } from '@internal/plugin-disaster-recovery-common';
import type { SourceServer } from '../aws';
import type { WatchedInstance } from '../failover-sessions';
import { deriveReplicationState } from './deriveReplicationState';
import { START_AGAIN } from './replicationErrors';

/** The replication of an instance whose source server DRS no longer has. */
export function lostServer(
  instance: WatchedInstance,
  sourceServerId: string,
  at: Date,
): ReplicationProgress {
  return {
    state: 'ERROR',
    sourceServerId,
    observedAt: at.toISOString(),
    error: {
      message: `Replication of ${
        instance.hostname ?? instance.recoveryInstanceId
      } does not go on: DRS no longer has the source server ${sourceServerId}.`,
      code: 'SourceServerGone',
      service: 'drs',
      operation: 'DescribeSourceServers',
      remedy: `${START_AGAIN}.`,
      resourceIds: [instance.recoveryInstanceId, sourceServerId],
      at: at.toISOString(),
    },
  };
}

/**
 * The replication of an instance that has nothing left to be launched from, its source server gone or disconnected;
 * undefined where it still has.
 */
export function lostReplication(
  instance: WatchedInstance,
  server: SourceServer | undefined,
  at: Date,
): ReplicationProgress | undefined {
  const { reversedSourceServerId } = instance;
  if (!server) {
    return reversedSourceServerId === undefined
      ? undefined
      : lostServer(instance, reversedSourceServerId, at);
  }
  return server.replication.state === 'DISCONNECTED'
    ? deriveReplicationState(server, undefined, {
        readyLagSeconds: 0,
        hasSnapshot: false,
        at,
      })
    : undefined;
}
