import { takeFault } from '../control/faults';
import { terminate } from '../ec2/machine';
import { cleanupChecks } from '../iam/checksInCallersName';
import { deniedToJob } from '../iam/deniedToJob';
import { World } from '../world/World';
import {
  endServer,
  findJob,
  JobEvent,
  JobServerEvent,
  log,
  markTerminated,
} from './jobs';
import { beginServer } from './launchJob';
import { Job } from './types';

export function onJobStarted(world: World, event: JobEvent): void {
  const job = findJob(world, event);
  if (!job) return;
  job.status = 'STARTED';
  log(world, job, 'JOB_START');
  for (const part of job.servers) {
    const partEvent: JobServerEvent = {
      ...event,
      sourceServerId: part.sourceServerId,
    };
    if (job.type === 'LAUNCH') {
      beginServer(world, partEvent);
    } else {
      beginTermination(world, job, partEvent, part.recoveryInstanceId!);
    }
  }
}

function beginTermination(
  world: World,
  job: Job,
  event: JobServerEvent,
  instanceId: string,
): void {
  const instance = world.region(event.account, event.region).ec2.instances[
    instanceId
  ];
  const machines = instance ? [instance] : [];
  const rawError = deniedToJob(world, job, cleanupChecks(event, machines));
  if (rawError !== undefined) {
    log(world, job, 'CLEANUP_FAIL', {
      sourceServerID: event.sourceServerId,
      rawError,
    });
    endServer(world, job, event.sourceServerId, 'FAILED');
    return;
  }
  if (instance) {
    terminate(world, instance, 'Terminated by AWS Elastic Disaster Recovery');
  }
  world.schedule(
    world.seconds(`terminate:${event.jobId}:${instanceId}`, 60, 150),
    'drs.terminated',
    { ...event, instanceId },
  );
}

export function onTerminated(
  world: World,
  event: JobServerEvent & { instanceId: string },
): void {
  const job = findJob(world, event);
  const { drs } = world.region(event.account, event.region);
  const item = drs.recoveryInstances[event.instanceId];
  if (item) markTerminated(world, item);
  if (job) endServer(world, job, event.sourceServerId, 'TERMINATED');
}

export function onJobEnded(world: World, event: JobEvent): void {
  const job = findJob(world, event);
  if (!job || job.status === 'COMPLETED') return;
  log(world, job, 'JOB_END');
  job.status = 'COMPLETED';
  job.endedAt = world.now;
  const { drs } = world.region(event.account, event.region);
  for (const part of job.servers) {
    const server = drs.sourceServers[part.sourceServerId];
    if (server?.activeJobId === job.id) {
      server.activeJobId = undefined;
    }
    const forget =
      job.type === 'LAUNCH' &&
      (world.settings.forgetRecoveryInstanceIds ||
        takeFault(world, 'missingRecoveryInstanceId', {
          account: event.account,
          region: event.region,
          resourceIds: [part.sourceServerId, part.recoveryInstanceId],
        }));
    if (forget) {
      part.recoveryInstanceId = undefined;
    }
  }
}
