import {
  type AvailableSourceServer,
  groupHealth,
  type ProtectedServer,
  type ProtectionGroup,
  type RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';

const AT = '2026-11-23T10:02:00.000Z';

/** A source server's id from a number. */
export function serverId(number: number): string {
  return `s-${number.toString(16).padStart(17, '0')}`;
}

/** A server of a group as the API tells of it. */
export function serverFixture(
  number: number,
  values: Partial<ProtectedServer> = {},
): ProtectedServer {
  return {
    sourceServerId: serverId(number),
    hostname: `server-${number}`,
    originInstanceId: `i-${number.toString(16).padStart(17, '0')}`,
    platform: 'LINUX',
    tags: { Application: 'orders' },
    overrides: {},
    captured: {
      settings: { subnetId: 'subnet-0aaaaaaa', instanceType: 'm5.large' },
      capturedAt: AT,
      instanceId: `i-${number.toString(16).padStart(17, '0')}`,
    },
    drift: [],
    driftCheckedAt: AT,
    dataReplicationState: 'CONTINUOUS',
    lagSeconds: 0,
    observedAt: AT,
    ...values,
  };
}

/** A Protection Group as the API tells of it. */
export function groupFixture(
  values: Partial<ProtectionGroup> = {},
): ProtectionGroup {
  const servers = values.servers ?? [serverFixture(1), serverFixture(2)];
  return {
    id: 'group-1',
    name: 'orders-db',
    accountId: '111122223333',
    region: 'us-west-2',
    sourceAccountId: '111122223333',
    sourceRegion: 'us-east-1',
    selection: {
      by: 'ids',
      sourceServerIds: servers.map(server => server.sourceServerId),
    },
    launchConfig: { recovery: { subnetId: 'subnet-0bbbbbbb' }, origin: {} },
    serverOverrides: {},
    serverCount: servers.length,
    driftedServerCount: servers.filter(server => server.drift.length > 0)
      .length,
    capturedServerCount: servers.filter(server => server.captured).length,
    replication: groupHealth(servers),
    originCapturedAt: AT,
    usedByPlans: [{ id: 'plan-1', name: 'orders' }],
    version: 3,
    createdAt: AT,
    createdBy: 'user:default/jane',
    updatedAt: AT,
    ...values,
    servers,
  };
}

/** A source server to choose from, as the API tells of it. */
export function availableFixture(
  number: number,
  values: Partial<AvailableSourceServer> = {},
): AvailableSourceServer {
  return {
    sourceServerId: serverId(number),
    hostname: `server-${number}`,
    originRegion: 'us-east-1',
    originAccountId: '111122223333',
    platform: 'LINUX',
    tags: { Application: 'orders' },
    dataReplicationState: 'CONTINUOUS',
    ...values,
  };
}

/** A Recovery Plan of two waves, as the API tells of it. */
export function planFixture(values: Partial<RecoveryPlan> = {}): RecoveryPlan {
  const wave = {
    dependsOn: [],
    pauseBefore: false,
    preActions: [],
    postActions: [],
    failurePolicy: 'failFast' as const,
  };
  return {
    id: 'plan-1',
    name: 'orders',
    waves: [
      {
        ...wave,
        number: 1,
        name: 'Database',
        protectionGroupIds: ['group-1'],
      },
      {
        ...wave,
        number: 2,
        name: 'Web',
        protectionGroupIds: ['group-2'],
        dependsOn: [1],
      },
    ],
    accountId: '111122223333',
    region: 'us-west-2',
    sourceRegion: 'us-east-1',
    serverCount: 4,
    version: 2,
    createdAt: AT,
    createdBy: 'user:default/jane',
    updatedAt: AT,
    ...values,
  };
}
