import { Instance } from '../ec2/types';
import { World } from '../world/World';
import { drsDate } from '../wire/timestamps';
import { drsArn } from './arns';
import { findServer } from './replication';
import { RecoveryInstance, SourceServer } from './types';
import { AGENT_VERSION } from './viewSourceServer';
import { viewReplication } from './viewReplication';

/** State of the failback of a recovery instance; the reversed source server is what counts. */
function failbackState(
  recoveryInstance: RecoveryInstance,
  reversed: SourceServer | undefined,
): string {
  if (recoveryInstance.failbackStopped) return 'FAILBACK_NOT_STARTED';
  if (!reversed) return 'FAILBACK_NOT_READY_FOR_LAUNCH';
  if (reversed.lastLaunch?.status === 'LAUNCHED') return 'FAILBACK_COMPLETED';
  switch (reversed.replication.state) {
    case 'CONTINUOUS':
    case 'BACKLOG':
      return 'FAILBACK_READY_FOR_LAUNCH';
    case 'STALLED':
      return 'FAILBACK_ERROR';
    case 'STOPPED':
    case 'DISCONNECTED':
      return 'FAILBACK_NOT_READY_FOR_LAUNCH';
    default:
      return 'FAILBACK_IN_PROGRESS';
  }
}

function agentSeenAt(
  world: World,
  instance: Instance | undefined,
): number | undefined {
  return instance?.agent?.checkedInAt !== undefined
    ? world.now
    : instance?.agent?.lastSeenAt;
}

function ec2State(instance: Instance | undefined): string {
  return instance ? instance.state.toUpperCase() : 'NOT_FOUND';
}

/** A recovery instance as DescribeRecoveryInstances shows it. */
export function viewRecoveryInstance(
  world: World,
  recoveryInstance: RecoveryInstance,
): Record<string, unknown> {
  const { id, account, region } = recoveryInstance;
  const state = world.region(account, region);
  const instance = state.ec2.instances[id];
  const source = state.drs.sourceServers[recoveryInstance.sourceServerId];
  const reversed =
    recoveryInstance.reversed && findServer(world, recoveryInstance.reversed);
  const seenAt = recoveryInstance.disconnected
    ? undefined
    : agentSeenAt(world, instance);
  return {
    recoveryInstanceID: id,
    ec2InstanceID: id,
    ec2InstanceState:
      recoveryInstance.terminatedAt !== undefined
        ? 'TERMINATED'
        : ec2State(instance),
    jobID: recoveryInstance.jobId,
    sourceServerID: recoveryInstance.sourceServerId,
    arn: drsArn('recovery-instance', recoveryInstance, id),
    tags: recoveryInstance.tags,
    failback: {
      state: failbackState(recoveryInstance, reversed),
      agentLastSeenByServiceDateTime:
        seenAt === undefined ? undefined : drsDate(seenAt),
      failbackToOriginalServer: false,
      failbackInitiationTime:
        recoveryInstance.failbackStartedAt === undefined
          ? undefined
          : drsDate(recoveryInstance.failbackStartedAt),
      firstByteDateTime:
        reversed?.firstByteAt === undefined
          ? undefined
          : drsDate(reversed.firstByteAt),
      failbackLaunchType: recoveryInstance.isDrill ? 'DRILL' : 'RECOVERY',
    },
    dataReplicationInfo: replicationInfo(world, recoveryInstance, reversed),
    recoveryInstanceProperties: {
      lastUpdatedDateTime: drsDate(recoveryInstance.createdAt),
      identificationHints: {
        hostname: source?.hostname,
        fqdn: source?.fqdn,
        awsInstanceID: id,
      },
      networkInterfaces: instance && [
        { ips: [instance.privateIp], isPrimary: true },
      ],
      disks: instance?.volumes.map(volume => ({
        internalDeviceName: volume.deviceName,
        bytes: volume.bytes,
        ebsVolumeID: volume.id,
      })),
      os: { fullString: instance?.os ?? source?.os },
    },
    pointInTimeSnapshotDateTime: drsDate(recoveryInstance.pointInTime),
    isDrill: recoveryInstance.isDrill,
    originEnvironment: 'AWS',
    originAvailabilityZone: recoveryInstance.originAvailabilityZone,
    agentVersion: AGENT_VERSION,
  };
}

function replicationInfo(
  world: World,
  recoveryInstance: RecoveryInstance,
  reversed: SourceServer | undefined,
): Record<string, unknown> {
  if (recoveryInstance.disconnected) {
    return { dataReplicationState: 'DISCONNECTED' };
  }
  if (!recoveryInstance.reversed) {
    return { dataReplicationState: 'NOT_STARTED' };
  }
  if (!reversed) {
    return { dataReplicationState: 'REPLICATION_STATE_NOT_AVAILABLE' };
  }
  return viewReplication(reversed, world.now);
}
