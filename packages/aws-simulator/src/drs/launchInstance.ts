import { noteAddress } from '../ec2/addresses';
import { stop } from '../ec2/machine';
import { Instance } from '../ec2/types';
import { World } from '../world/World';
import { referenceTo } from './replication';
import { LaunchSpecification } from './resolveLaunch';
import { snapshotsOf } from './snapshots';
import { Job, JobServer, SourceServer } from './types';

/** The instance that a server is launched into, where its configuration names one. */
function existingTarget(
  world: World,
  server: SourceServer,
): Instance | undefined {
  const id =
    server.launchConfiguration.launchIntoInstanceProperties
      ?.launchIntoEC2InstanceID;
  return id
    ? world.region(server.account, server.region).ec2.instances[id]
    : undefined;
}

/** Makes the EC2 instance of a launch, and the recovery instance that stands for it. */
export function launchInstance(
  world: World,
  job: Job,
  part: JobServer,
  server: SourceServer,
  specification: LaunchSpecification,
): Instance {
  const state = world.region(server.account, server.region);
  const source = world.region(server.machine.account, server.machine.region).ec2
    .instances[server.machine.instanceId];
  const target = existingTarget(world, server);
  const id = target?.id ?? world.id('i');
  const volumes = server.disks.map(disk => ({
    id: world.id('vol'),
    deviceName: disk.deviceName,
    bytes: disk.bytes,
    type: 'gp3',
  }));
  const instance: Instance = {
    ...(target ?? {
      ...specification,
      id,
      account: server.account,
      region: server.region,
      state: 'pending',
      bootCount: 0,
      visibleAt: world.visibleAt(id),
    }),
    os: server.os,
    platform:
      source?.platform ?? (/windows/i.test(server.os) ? 'windows' : 'linux'),
    hostname: server.hostname,
    launchedAt: world.now,
    volumes,
    // The disk carries the agent of the machine that it was copied from.
    agent: { mode: 'recovery', boundTo: referenceTo(server) },
  };
  state.ec2.instances[id] = instance;
  noteAddress(state.ec2, instance);
  server.launchedInstanceIds = [
    ...new Set([...(server.launchedInstanceIds ?? []), id]),
  ];
  state.drs.recoveryInstances[id] = {
    id,
    account: server.account,
    region: server.region,
    sourceServerId: server.id,
    jobId: job.id,
    isDrill: job.isDrill,
    tags: {},
    pointInTime:
      snapshotsOf(world, server).find(item => item.id === part.snapshotId)
        ?.at ??
      server.replication.consistentAt ??
      job.createdAt,
    originAccount: server.machine.account,
    originRegion: server.machine.region,
    originAvailabilityZone: server.originAvailabilityZone,
    createdAt: world.now,
    visibleAt: world.visibleAt(`ri:${id}`),
    failbackConfiguration: { bandwidthThrottling: 0, usePrivateIP: false },
  };
  part.recoveryInstanceId = id;
  server.recoveryInstanceId = id;
  if (server.launchConfiguration.launchDisposition === 'STOPPED') {
    world.schedule(100, 'drs.stopAfterLaunch', {
      account: server.account,
      region: server.region,
      id,
    });
  }
  return instance;
}

/** A launch with disposition STOPPED: the instance is shut down before the job ends. */
export function onStopAfterLaunch(
  world: World,
  event: { account: string; region: string; id: string },
): void {
  const instance = world.region(event.account, event.region).ec2.instances[
    event.id
  ];
  if (instance)
    stop(world, instance, 'Stopped by AWS Elastic Disaster Recovery');
}
