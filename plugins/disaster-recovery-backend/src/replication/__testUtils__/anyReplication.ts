import type {
  DataReplication,
  RecoveryInstance,
  SourceServer,
} from '../../aws';
import type { InstanceRecord, SessionRecord } from '../../failover-sessions';

const GIB = 1024 ** 3;

/** Replication of two disks, 10 GiB in all, as DRS shows it once everything is copied. */
export function dataReplication(
  changes: Partial<DataReplication> = {},
): DataReplication {
  const share = {
    replicatedBytes: changes.replicatedBytes ?? 10 * GIB,
    rescannedBytes: changes.rescannedBytes ?? 0,
    backlogBytes: changes.backlogBytes ?? 0,
  };
  return {
    state: 'CONTINUOUS',
    lagSeconds: 0,
    totalBytes: 10 * GIB,
    ...share,
    disks: ['/dev/sda1', '/dev/sdb'].map(deviceName => ({
      deviceName,
      totalBytes: 5 * GIB,
      replicatedBytes: share.replicatedBytes / 2,
      rescannedBytes: share.rescannedBytes / 2,
      backlogBytes: share.backlogBytes / 2,
    })),
    initiationSteps: [],
    ...changes,
  };
}

/** A reversed source server of the machine `i-0123456789abcdef0`. */
export function reversedServer(
  replication: Partial<DataReplication> = {},
  changes: Partial<SourceServer> = {},
): SourceServer {
  return {
    id: 's-00000000000000001',
    arn: 'arn:aws:drs:us-east-1:111122223333:source-server/s-00000000000000001',
    hostname: 'db-1',
    instanceId: 'i-0123456789abcdef0',
    tags: {},
    replicationDirection: 'FAILBACK',
    privateIps: [],
    ...changes,
    replication: dataReplication(replication),
  };
}

/** The recovery instance that the reversed source server replicates. */
export function recoveryInstance(
  changes: Partial<RecoveryInstance> = {},
): RecoveryInstance {
  return {
    id: 'i-0123456789abcdef0',
    arn: 'arn:aws:drs:us-west-2:111122223333:recovery-instance/i-0123456789abcdef0',
    ec2State: 'RUNNING',
    sourceServerId: 's-00000000000000009',
    isDrill: false,
    originEnvironment: 'AWS',
    hostname: 'db-1',
    tags: {},
    replication: dataReplication({ state: 'NOT_STARTED', totalBytes: 0 }),
    ...changes,
  };
}

/** The session's record of the same machine, whose data travels back. */
export function sessionInstance(
  changes: Partial<InstanceRecord> = {},
): InstanceRecord {
  return {
    sessionId: 'session-1',
    recoveryInstanceId: 'i-0123456789abcdef0',
    sourceServerId: 's-00000000000000009',
    hostname: 'db-1',
    accountId: '111122223333',
    region: 'us-west-2',
    ec2State: 'RUNNING',
    tags: {},
    agent: { status: 'NOT_STARTED', steps: [], attempt: 0 },
    replication: { state: 'NOT_STARTED' },
    updatedAt: new Date('2026-11-23T09:00:00.000Z'),
    ...changes,
  };
}

/** A session that returns from us-west-2 to us-east-1. */
export function sessionRecord(
  changes: Partial<SessionRecord> = {},
): SessionRecord {
  return {
    id: 'session-1',
    name: 'Orders',
    status: 'REVERSE_REPLICATING',
    accountId: '111122223333',
    sourceAccountId: '111122223333',
    sourceRegion: 'us-east-1',
    recoveryRegion: 'us-west-2',
    adoptedJobIds: [],
    originalProtectionGroupIds: [],
    mirroredProtectionGroupIds: [],
    drillExecutionIds: [],
    createdBy: 'user:default/ada',
    createdAt: new Date('2026-11-23T09:00:00.000Z'),
    updatedAt: new Date('2026-11-23T09:00:00.000Z'),
    ...changes,
  };
}
