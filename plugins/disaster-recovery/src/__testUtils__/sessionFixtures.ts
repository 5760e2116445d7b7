import {
  sessionActions,
  type FailoverSession,
  type OperationSummary,
  type SessionInstance,
  wasInstalledElsewhere,
} from '@internal/plugin-disaster-recovery-common';
import { actionFacts } from '../session/nextStep';

const AT = '2026-11-23T10:02:00.000Z';

/** A recovery instance as the API tells of it; the number makes its ids. */
export function instanceFixture(
  number: number,
  values: Partial<SessionInstance> = {},
): SessionInstance {
  const hex = number.toString(16).padStart(17, '0');
  return {
    recoveryInstanceId: `i-${hex}`,
    sourceServerId: `s-${hex}`,
    hostname: `server-${number}`,
    protectionGroupId: 'group-1',
    protectionGroupName: 'orders-db',
    waveNumber: 1,
    waveName: 'Database',
    platform: 'LINUX',
    accountId: '111122223333',
    region: 'us-west-2',
    ec2State: 'running',
    launchedAt: AT,
    originEnvironment: 'AWS',
    tags: {},
    agent: { status: 'NOT_STARTED', steps: [], attempt: 0 },
    replication: { state: 'NOT_STARTED' },
    consoleUrl: `https://us-west-2.console.aws.amazon.com/ec2/home?region=us-west-2#InstanceDetails:instanceId=i-${hex}`,
    updatedAt: AT,
    ...values,
  };
}

/** An operation of a session as the API tells of it. */
export function operationFixture(
  values: Partial<OperationSummary> = {},
): OperationSummary {
  return {
    id: 'operation-1',
    sessionId: 'session-1',
    kind: 'install-agents',
    status: 'RUNNING',
    correlationId: 'correlation-1',
    attempt: 1,
    requestedBy: 'user:default/jane',
    request: {},
    startedAt: AT,
    ...values,
  };
}

/** A session as the API tells of it, with the actions that its state allows. */
export function sessionFixture(
  values: Partial<FailoverSession> = {},
): FailoverSession {
  const instances = values.instances ?? [
    instanceFixture(1),
    instanceFixture(2),
  ];
  const session: FailoverSession = {
    id: 'session-1',
    name: 'orders · prod',
    status: 'FAILOVER_COMPLETE',
    owner: 'group:default/team-orders',
    accountId: '111122223333',
    sourceAccountId: '111122223333',
    sourceRegion: 'us-east-1',
    recoveryRegion: 'us-west-2',
    executionId: 'execution-1',
    adoptedJobIds: [],
    originalProtectionGroups: [{ id: 'group-1', name: 'orders-db' }],
    originalRecoveryPlan: { id: 'plan-1', name: 'orders' },
    mirroredProtectionGroups: [],
    drillExecutionIds: [],
    hasLiveDrill: false,
    instanceCount: instances.length,
    failedInstanceCount: 0,
    brokenReplicationCount: 0,
    replication: { counts: {}, total: instances.length, ready: 0 },
    needsAttention: true,
    createdBy: 'user:default/jane',
    createdAt: AT,
    updatedAt: AT,
    milestones: [{ status: 'FAILOVER_COMPLETE', at: AT }],
    actions: [],
    ...values,
    instances,
  };
  return {
    ...session,
    actions: sessionActions({
      ...actionFacts(session),
      hasInstalledElsewhere: instances.some(wasInstalledElsewhere),
    }),
  };
}
