import type { RecoveryInstance as DrsRecoveryInstance } from '@aws-sdk/client-drs';
import type { AwsClock } from './AwsClock';
import { readPlatform } from './readPlatform';
import { toDataReplication } from './toDataReplication';
import type { RecoveryInstance } from './types';

/** The region of an availability zone, a local zone or a wavelength zone among them. */
function regionOf(availabilityZone: string | undefined): string | undefined {
  return /^[a-z]{2}(-[a-z]+)+-\d/.exec(availabilityZone ?? '')?.[0];
}

/** Reads a recovery instance as DRS describes it. */
export function toRecoveryInstance(
  instance: DrsRecoveryInstance,
  clock: AwsClock,
): RecoveryInstance {
  const properties = instance.recoveryInstanceProperties;
  return {
    id: instance.recoveryInstanceID ?? instance.ec2InstanceID ?? '',
    arn: instance.arn ?? '',
    ec2State: instance.ec2InstanceState,
    sourceServerId: instance.sourceServerID ?? '',
    jobId: instance.jobID,
    isDrill: instance.isDrill ?? false,
    originEnvironment:
      instance.originEnvironment as RecoveryInstance['originEnvironment'],
    originRegion: regionOf(instance.originAvailabilityZone),
    agentLastSeenAt: clock.read(
      instance.failback?.agentLastSeenByServiceDateTime,
    ),
    failbackState: instance.failback?.state,
    hostname: properties?.identificationHints?.hostname,
    platform: readPlatform(properties?.os?.fullString),
    tags: instance.tags ?? {},
    pointInTime: clock.read(instance.pointInTimeSnapshotDateTime),
    replication: toDataReplication(instance.dataReplicationInfo, clock),
  };
}
