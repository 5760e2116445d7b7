import { takeFault } from '../control/faults';
import { powerOn, terminate } from '../ec2/machine';
import {
  cleanupChecks,
  conversionChecks,
  launchChecks,
  snapshotChecks,
} from '../iam/checksInCallersName';
import { deniedToJob } from '../iam/deniedToJob';
import { AccessCheck } from '../iam/types';
import { World } from '../world/World';
import {
  endServer,
  JobServerEvent,
  livingRecoveryInstances,
  log,
  markTerminated,
  findJob,
} from './jobs';
import { launchInstance } from './launchInstance';
import { resolveLaunch } from './resolveLaunch';
import { Job, JobServer, SourceServer } from './types';

type Part = { job: Job; part: JobServer; server: SourceServer };

function partOf(world: World, event: JobServerEvent): Part | undefined {
  const job = findJob(world, event);
  const part = job?.servers.find(
    item => item.sourceServerId === event.sourceServerId,
  );
  const server = world.region(event.account, event.region).drs.sourceServers[
    event.sourceServerId
  ];
  return job && part && server ? { job, part, server } : undefined;
}

function later(
  world: World,
  { job, server }: Part,
  type: string,
  least: number,
  most: number,
): void {
  world.schedule(
    world.seconds(`${type}:${job.id}:${server.id}`, least, most),
    type,
    {
      account: job.account,
      region: job.region,
      jobId: job.id,
      sourceServerId: server.id,
    } satisfies JobServerEvent,
  );
}

/** Ends the server where DRS may not do what comes next in the name of whoever started the job. */
function isDenied(
  world: World,
  { job, server }: Part,
  event: string,
  checks: AccessCheck[],
): boolean {
  const rawError = deniedToJob(world, job, checks);
  if (rawError === undefined) return false;
  log(world, job, event, { sourceServerID: server.id, rawError });
  endServer(world, job, server.id, 'FAILED');
  return true;
}

/** First step of a server: earlier recovery instances go away before a new one comes. */
export function beginServer(world: World, event: JobServerEvent): void {
  const it = partOf(world, event);
  if (!it) return;
  it.part.launchStatus = 'IN_PROGRESS';
  if (it.server.lastLaunch) it.server.lastLaunch.status = 'IN_PROGRESS';
  const earlier = livingRecoveryInstances(world, it.server);
  if (earlier.length === 0) {
    beginSnapshot(world, it);
    return;
  }
  log(world, it.job, 'CLEANUP_START', { sourceServerID: it.server.id });
  const { ec2 } = world.region(event.account, event.region);
  const machines = earlier.flatMap(({ id }) => ec2.instances[id] ?? []);
  if (isDenied(world, it, 'CLEANUP_FAIL', cleanupChecks(event, machines))) {
    return;
  }
  for (const item of earlier) {
    const instance = ec2.instances[item.id];
    if (instance)
      terminate(world, instance, 'Terminated by AWS Elastic Disaster Recovery');
    markTerminated(world, item);
  }
  later(world, it, 'drs.cleanedUp', 30, 60);
}

export function onCleanedUp(world: World, event: JobServerEvent): void {
  const it = partOf(world, event);
  if (!it) return;
  log(world, it.job, 'CLEANUP_END', { sourceServerID: it.server.id });
  beginSnapshot(world, it);
}

function beginSnapshot(world: World, it: Part): void {
  log(world, it.job, 'SNAPSHOT_START', { sourceServerID: it.server.id });
  later(world, it, 'drs.snapshotTaken', 1, 50);
}

export function onSnapshotTaken(world: World, event: JobServerEvent): void {
  const it = partOf(world, event);
  if (!it || isDenied(world, it, 'SNAPSHOT_FAIL', snapshotChecks(event))) {
    return;
  }
  log(world, it.job, 'SNAPSHOT_END', { sourceServerID: it.server.id });
  const fault = takeFault(world, 'launchFails', {
    account: event.account,
    region: event.region,
    resourceIds: [it.server.id, it.server.machine.instanceId],
  });
  if (fault) {
    it.part.failure = { reason: fault.message };
  } else {
    const resolution = resolveLaunch(world, it.server);
    it.part.failure = 'failure' in resolution ? resolution.failure : undefined;
  }
  if (it.part.failure && it.part.failure.reason === undefined) {
    // The log just ends: DRS does not say why.
    later(world, it, 'drs.launchGivenUp', 5, 15);
    return;
  }
  log(world, it.job, 'CONVERSION_START', {
    sourceServerID: it.server.id,
    conversionServerID: world.id('i'),
  });
  later(world, it, 'drs.converted', 180, 240);
}

export function onLaunchGivenUp(world: World, event: JobServerEvent): void {
  const it = partOf(world, event);
  if (it) endServer(world, it.job, it.server.id, 'FAILED');
}

export function onConverted(world: World, event: JobServerEvent): void {
  const it = partOf(world, event);
  if (!it || isDenied(world, it, 'CONVERSION_FAIL', conversionChecks(event))) {
    return;
  }
  const { job, part, server } = it;
  log(world, job, 'CONVERSION_END', { sourceServerID: server.id });
  log(world, job, 'LAUNCH_START', { sourceServerID: server.id });
  const resolution = part.failure
    ? { failure: part.failure }
    : resolveLaunch(world, server);
  if ('failure' in resolution) {
    log(world, job, 'LAUNCH_FAILED', {
      sourceServerID: server.id,
      rawError: resolution.failure.reason,
    });
    endServer(world, job, server.id, 'FAILED');
    return;
  }
  const { instanceProfileName } = resolution.specification;
  const checks = launchChecks(event, server, instanceProfileName);
  if (isDenied(world, it, 'LAUNCH_FAILED', checks)) return;
  const instance = launchInstance(
    world,
    job,
    part,
    server,
    resolution.specification,
  );
  powerOn(world, instance);
  later(world, it, 'drs.launched', 120, 180);
}

export function onLaunched(world: World, event: JobServerEvent): void {
  const it = partOf(world, event);
  if (!it) return;
  if (world.settings.writeLaunchEnd) {
    log(world, it.job, 'LAUNCH_END', {
      sourceServerID: it.server.id,
      targetInstanceID: it.part.recoveryInstanceId,
    });
  }
  endServer(world, it.job, it.server.id, 'LAUNCHED');
}
