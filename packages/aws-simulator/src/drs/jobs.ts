import { Tags } from '../ec2/types';
import { World } from '../world/World';
import { conflict, quotaExceeded } from './errors';
import { Job, RecoveryInstance, SourceServer } from './types';

/** Service quotas that starting a job is measured against. */
export const QUOTAS = {
  jobs: { limit: 20, code: 'L-D88FAC3A' },
  serversInJob: { limit: 100, code: 'L-B827C881' },
  serversInJobs: { limit: 500, code: 'L-05AFA8C6' },
};

export type JobEvent = { account: string; region: string; jobId: string };
export type JobServerEvent = JobEvent & { sourceServerId: string };

export function findJob(world: World, event: JobEvent): Job | undefined {
  return world.region(event.account, event.region).drs.jobs[event.jobId];
}

/** Refuses what would go over a quota, or touch a server that another job works on. */
export function assertRoom(
  world: World,
  owner: { account: string; region: string },
  servers: SourceServer[],
): void {
  const active = Object.values(
    world.region(owner.account, owner.region).drs.jobs,
  ).filter(job => job.status !== 'COMPLETED');
  const busy = servers.filter(server => server.activeJobId !== undefined);
  if (busy.length > 0) {
    throw conflict(
      'One or more of the Source Servers included in API call are currently being processed by a Job',
      'SOURCE_SERVER',
      busy[0].id,
    );
  }
  if (servers.length > QUOTAS.serversInJob.limit) {
    throw quotaExceeded(
      `The number of source servers in a job cannot exceed ${QUOTAS.serversInJob.limit}.`,
      QUOTAS.serversInJob.code,
    );
  }
  if (active.length >= QUOTAS.jobs.limit) {
    throw quotaExceeded(
      `The number of concurrent jobs in progress cannot exceed ${QUOTAS.jobs.limit}.`,
      QUOTAS.jobs.code,
    );
  }
  const inJobs = active.reduce((sum, job) => sum + job.servers.length, 0);
  if (inJobs + servers.length > QUOTAS.serversInJobs.limit) {
    throw quotaExceeded(
      `The number of source servers in all jobs cannot exceed ${QUOTAS.serversInJobs.limit}.`,
      QUOTAS.serversInJobs.code,
    );
  }
}

/** Writes a line into a job's log. */
export function log(
  world: World,
  job: Job,
  event: string,
  data?: Record<string, unknown>,
): void {
  job.log.push({ at: world.now, event, data });
}

export function createJob(
  world: World,
  owner: { account: string; region: string },
  options: Pick<
    Job,
    'type' | 'initiatedBy' | 'isDrill' | 'servers' | 'startedBy'
  > & {
    tags?: Tags;
  },
): Job {
  const id = world.id('drsjob');
  const { drs } = world.region(owner.account, owner.region);
  const job: Job = {
    id,
    account: owner.account,
    region: owner.region,
    createdAt: world.now,
    status: 'PENDING',
    log: [],
    visibleAt: world.visibleAt(id),
    ...options,
    tags: options.tags ?? {},
  };
  drs.jobs[id] = job;
  for (const { sourceServerId } of job.servers) {
    // A recovery instance outlives its source server, and is terminated all the same.
    const server = drs.sourceServers[sourceServerId];
    if (server) {
      server.activeJobId = id;
    }
  }
  world.schedule(world.seconds(`pending:${id}`, 1, 5), 'drs.jobStarted', {
    account: owner.account,
    region: owner.region,
    jobId: id,
  } satisfies JobEvent);
  return job;
}

/** Ends the part of one server in a job, and the job with the last of them. */
export function endServer(
  world: World,
  job: Job,
  sourceServerId: string,
  launchStatus: 'LAUNCHED' | 'FAILED' | 'TERMINATED',
): void {
  const { drs } = world.region(job.account, job.region);
  const part = job.servers.find(
    item => item.sourceServerId === sourceServerId,
  )!;
  part.launchStatus = launchStatus;
  part.done = true;
  const server = drs.sourceServers[sourceServerId];
  if (
    server?.lastLaunch &&
    (job.type === 'LAUNCH' || server.lastLaunch.status === 'LAUNCHED')
  ) {
    server.lastLaunch.status = launchStatus;
  }
  if (job.servers.every(item => item.done)) {
    world.schedule(2, 'drs.jobEnded', {
      account: job.account,
      region: job.region,
      jobId: job.id,
    } satisfies JobEvent);
  }
}

/** Recovery instances of a source server that are alive. */
export function livingRecoveryInstances(
  world: World,
  server: SourceServer,
): RecoveryInstance[] {
  const { recoveryInstances } = world.region(server.account, server.region).drs;
  return (server.launchedInstanceIds ?? [])
    .flatMap(id => recoveryInstances[id] ?? [])
    .filter(
      item =>
        item.sourceServerId === server.id && item.terminatedAt === undefined,
    );
}

/** The record of a terminated recovery instance lingers for a while. */
export function markTerminated(world: World, item: RecoveryInstance): void {
  if (item.terminatedAt !== undefined) return;
  item.terminatedAt = world.now;
  const { drs } = world.region(item.account, item.region);
  const server = drs.sourceServers[item.sourceServerId];
  if (server?.recoveryInstanceId === item.id) {
    server.recoveryInstanceId = undefined;
  }
  world.schedule(
    world.settings.terminatedRecordMinutes * 60,
    'drs.recordRemoved',
    {
      account: item.account,
      region: item.region,
      id: item.id,
    },
  );
}

export function onRecordRemoved(
  world: World,
  event: { account: string; region: string; id: string },
): void {
  const { drs } = world.region(event.account, event.region);
  if (drs.recoveryInstances[event.id]?.terminatedAt !== undefined) {
    delete drs.recoveryInstances[event.id];
  }
}
