import type { ExecutionServer } from '@internal/plugin-disaster-recovery-common';
import type { RecoveryInstance } from '../aws';
import { noAgentWork } from './instanceRules';
import type { InstancePatch, NewInstance, SessionRecord } from './types';

/** An instance of which only its identity and place are known. */
export function bareInstance(
  session: Pick<SessionRecord, 'accountId' | 'recoveryRegion'>,
  identity: { recoveryInstanceId: string; sourceServerId: string },
): NewInstance {
  return {
    ...identity,
    accountId: session.accountId,
    region: session.recoveryRegion,
    tags: {},
    agent: noAgentWork(),
    replication: { state: 'NOT_STARTED' },
  };
}

/** An instance as the execution that launched it tells of it; undefined when it does not know the instance's id. */
export function instanceOfServer(
  session: Pick<SessionRecord, 'accountId' | 'recoveryRegion'>,
  server: ExecutionServer,
  waveName: string | undefined,
): NewInstance | undefined {
  const { recoveryInstanceId, sourceServerId } = server;
  if (recoveryInstanceId === undefined) {
    return undefined;
  }
  return {
    ...bareInstance(session, { recoveryInstanceId, sourceServerId }),
    hostname: server.hostname,
    protectionGroupId: server.protectionGroupId,
    waveNumber: server.waveNumber,
    waveName,
    jobId: server.jobId,
  };
}

const ON_PREMISES =
  'The original machine is not in EC2: DRS fails such machines back with its Failback Client only.';

/** What DRS tells of an instance. */
export function observedFields(observed: RecoveryInstance): InstancePatch {
  return {
    ec2State: observed.ec2State,
    jobId: observed.jobId,
    tags: observed.tags,
    originEnvironment: observed.originEnvironment,
    ...(observed.agentLastSeenAt && {
      agentLastSeenAt: observed.agentLastSeenAt.toISOString(),
    }),
    ...(observed.originEnvironment === 'ON_PREMISES' && {
      cannotFailBack: ON_PREMISES,
    }),
  };
}
