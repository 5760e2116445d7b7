import type { OperationStep } from '@internal/plugin-disaster-recovery-common';
import { createRowMapper } from './rowMapper';
import type { OperationRecord } from './operationTypes';
import type { InstanceRecord, SessionRecord } from './types';

/** Without the mirror report: it is larger than all the rest, and hardly anyone asks for it. */
export const sessionRows = createRowMapper<Required<SessionRecord>>({
  id: 'plain',
  name: 'plain',
  status: 'plain',
  route: 'plain',
  owner: 'plain',
  entityRef: 'plain',
  accountId: 'plain',
  sourceAccountId: 'plain',
  sourceRegion: 'plain',
  recoveryRegion: 'plain',
  executionId: 'plain',
  adoptedJobIds: 'json',
  originalProtectionGroupIds: 'json',
  originalRecoveryPlanId: 'plain',
  originalRecoveryPlanName: 'plain',
  mirroredProtectionGroupIds: 'json',
  mirroredRecoveryPlanId: 'plain',
  mirroredAt: 'date',
  failbackExecutionId: 'plain',
  drillExecutionIds: 'json',
  lastError: 'json',
  inventoriedAt: 'date',
  createdBy: 'plain',
  createdAt: 'date',
  updatedAt: 'date',
});

export const instanceRows = createRowMapper<Required<InstanceRecord>>({
  sessionId: 'plain',
  recoveryInstanceId: 'plain',
  sourceServerId: 'plain',
  hostname: 'plain',
  originInstanceId: 'plain',
  protectionGroupId: 'plain',
  waveNumber: 'plain',
  waveName: 'plain',
  platform: 'plain',
  accountId: 'plain',
  region: 'plain',
  jobId: 'plain',
  ec2State: 'plain',
  launchedAt: 'timestamp',
  agentLastSeenAt: 'timestamp',
  originEnvironment: 'plain',
  route: 'plain',
  tags: 'json',
  agent: 'json',
  reversedSourceServerId: 'plain',
  reversedSourceServerArn: 'plain',
  mappingRule: 'plain',
  replication: 'json',
  failback: 'json',
  drill: 'json',
  reProtection: 'json',
  protectingSourceServerId: 'plain',
  cannotFailBack: 'plain',
  error: 'json',
  updatedAt: 'date',
});

export const operationRows = createRowMapper<
  Required<Omit<OperationRecord, 'steps'>>
>({
  id: 'plain',
  sessionId: 'plain',
  kind: 'plain',
  status: 'plain',
  correlationId: 'plain',
  attempt: 'plain',
  requestedBy: 'plain',
  request: 'json',
  error: 'json',
  startedAt: 'timestamp',
  endedAt: 'timestamp',
});

export const stepRows = createRowMapper<Required<OperationStep>>({
  id: 'plain',
  target: 'plain',
  targetName: 'plain',
  name: 'plain',
  title: 'plain',
  status: 'plain',
  message: 'plain',
  ssmCommandId: 'plain',
  ssmStatus: 'plain',
  awsRequestId: 'plain',
  output: 'json',
  error: 'json',
  startedAt: 'timestamp',
  endedAt: 'timestamp',
});
