import {
  reversedServer,
  recoveryInstance,
} from '../../replication/__testUtils__/anyReplication';
import type { CleanupFacts, CleanupServer } from '../cleanupFacts';

/** The n-th machine of a session that has failed back, and whose reversed source server still replicates. */
export function returnedServer(
  number: number,
  changes: Partial<CleanupServer> = {},
): CleanupServer {
  const instanceId = (letter: string) => `i-${letter}${number}`;
  return {
    recoveryInstanceId: instanceId('b'),
    sourceServerId: `s-b${number}`,
    hostname: `web-${number}`,
    recoveryInstance: recoveryInstance({
      id: instanceId('b'),
      sourceServerId: `s-b${number}`,
    }),
    failback: {
      instanceId: instanceId('a'),
      ec2State: 'running',
      record: recoveryInstance({
        id: instanceId('a'),
        sourceServerId: `s-a${number}`,
      }),
    },
    reversed: reversedServer(
      {},
      {
        id: `s-a${number}`,
        instanceId: instanceId('b'),
        recoveryInstanceId: instanceId('a'),
      },
    ),
    original: reversedServer(
      {},
      {
        id: `s-b${number}`,
        instanceId: instanceId('a'),
        recoveryInstanceId: instanceId('b'),
        replicationDirection: 'FAILOVER',
      },
    ),
    protecting: [
      reversedServer(
        {},
        {
          id: `s-b${number}`,
          instanceId: instanceId('a'),
          replicationDirection: 'FAILOVER',
        },
      ),
    ],
    originalMachine: { instanceId: `i-original${number}` },
    ...changes,
  };
}

/** A session that is re-protected by the native route, and whose mirror is still there. */
export function cleanupFacts(
  servers: CleanupServer[],
  changes: Partial<CleanupFacts> = {},
): CleanupFacts {
  return {
    session: {
      id: 'session-1',
      status: 'RE_PROTECTED',
      accountId: '444455556666',
      recoveryRegion: 'us-west-2',
      sourceAccountId: '111122223333',
      sourceRegion: 'us-east-1',
    },
    servers,
    productionIds: new Set(
      servers.flatMap(({ failback }) => failback?.instanceId ?? []),
    ),
    mirroredPlan: { id: 'plan-m', name: 'Orders-failback' },
    mirroredGroups: [{ id: 'group-m', name: 'Web-failback' }],
    originalPlan: { id: 'plan-o', name: 'Orders' },
    originalGroups: [{ id: 'group-o', name: 'Web' }],
    deleteSourceServers: false,
    ...changes,
  };
}
