import type {
  Execution,
  ExecutionServer,
  Preflight,
} from '@internal/plugin-disaster-recovery-common';
import { planFixture, serverId } from './groupFixtures';

export const STARTED = '2026-11-23T10:00:00.000Z';

/** A server of an execution as the API tells of it. */
export function executionServerFixture(
  number: number,
  values: Partial<ExecutionServer> = {},
): ExecutionServer {
  return {
    id: `server-${number}`,
    waveNumber: 1,
    protectionGroupId: 'group-1',
    sourceServerId: serverId(number),
    hostname: `host-${number}`,
    status: 'LAUNCHED',
    recoveryInstanceId: `i-${number.toString(16).padStart(17, '0')}`,
    attempt: 1,
    startedAt: STARTED,
    endedAt: '2026-11-23T10:08:00.000Z',
    ...values,
  };
}

/** An execution of one wave as the API tells of it; everything is allowed unless told. */
export function executionFixture(values: Partial<Execution> = {}): Execution {
  const servers = values.servers ?? [
    executionServerFixture(1),
    executionServerFixture(2, { status: 'LAUNCHING', endedAt: undefined }),
  ];
  const serverCounts: Record<string, number> = {};
  for (const { status } of servers) {
    serverCounts[status] = (serverCounts[status] ?? 0) + 1;
  }
  return {
    id: 'execution-1',
    executionType: 'RECOVERY',
    purpose: 'FAILOVER',
    status: 'RUNNING',
    planId: 'plan-1',
    planName: 'orders',
    accountId: '111122223333',
    region: 'us-west-2',
    sourceRegion: 'us-east-1',
    pauseRequested: false,
    serverCounts,
    correlationId: 'correlation-1',
    attempt: 1,
    requestedBy: 'user:default/jane',
    createdAt: STARTED,
    startedAt: STARTED,
    updatedAt: STARTED,
    waves: [
      {
        number: 1,
        name: 'Database',
        dependsOn: [],
        status: 'LAUNCHING',
        serverCounts,
        startedAt: STARTED,
      },
    ],
    actionRuns: [],
    jobs: [],
    planWaves: planFixture().waves,
    actions: (['pause', 'resume', 'cancel', 'retry', 'terminate'] as const).map(
      action => ({ action, allowed: true }),
    ),
    ...values,
    servers,
  };
}

/** What a run of the plan of two waves would do, as the API tells of it. */
export function preflightFixture(values: Partial<Preflight> = {}): Preflight {
  const server = (number: number) => ({
    sourceServerId: serverId(number),
    hostname: `server-${number}`,
    protectionGroupId: 'group-1',
    dataReplicationState: 'CONTINUOUS',
    lagSeconds: 0,
  });
  return {
    executionType: 'DRILL',
    plan: planFixture(),
    blocked: false,
    findings: [],
    waves: [
      {
        number: 1,
        name: 'Database',
        serverCount: 2,
        jobCount: 1,
        servers: [server(1), server(2)],
      },
      {
        number: 2,
        name: 'Web',
        serverCount: 2,
        jobCount: 1,
        servers: [server(3), server(4)],
      },
    ],
    destroys: [],
    ...values,
  };
}
