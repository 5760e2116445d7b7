import { Call, Operations, read, write } from '../Call';
import { parseTimestamp } from '../wire/timestamps';
import { conflict, invalid, notFound } from './errors';
import { assertRoom, createJob } from './jobs';
import { pageOf } from './pageOf';
import { snapshotsOf } from './snapshots';
import { SourceServer } from './types';
import { viewJob, viewJobLog } from './viewJob';

type RequestedServer = { sourceServerID: string; recoverySnapshotID?: string };

/** Refuses a server from which nothing can be launched. */
function assertLaunchable(
  call: Call,
  server: SourceServer,
  snapshotId: string | undefined,
): void {
  const snapshots = snapshotsOf(call.world, server);
  if (snapshots.length === 0) {
    throw conflict(
      `Source Server ${server.id} has no recovery snapshot to launch from.`,
      'SOURCE_SERVER',
      server.id,
    );
  }
  if (snapshotId && !snapshots.some(item => item.id === snapshotId)) {
    throw conflict(
      `Recovery snapshot ${snapshotId} of Source Server ${server.id} does not exist.`,
      'SNAPSHOT',
      snapshotId,
    );
  }
  const targetId =
    server.launchConfiguration.launchIntoInstanceProperties
      ?.launchIntoEC2InstanceID;
  const target = targetId ? call.state.ec2.instances[targetId] : undefined;
  if (targetId && target?.state !== 'stopped') {
    throw conflict(
      `EC2 instance ${targetId} needs to be in a stopped state but is in a ${
        target?.state ?? 'missing'
      } state`,
      'SOURCE_SERVER',
      server.id,
    );
  }
}

export const launchOperations: Operations = {
  StartRecovery: write((input, call) => {
    const requested: RequestedServer[] = input.sourceServers;
    const ids = requested.map(item => item.sourceServerID);
    if (new Set(ids).size !== ids.length) {
      throw conflict('A Source Server may be named only once in a job.');
    }
    const servers = requested.map(item => {
      const server = call.state.drs.sourceServers[item.sourceServerID];
      if (!server) {
        throw conflict(
          `Source Server ${item.sourceServerID} does not exist.`,
          'SOURCE_SERVER',
          item.sourceServerID,
        );
      }
      return server;
    });
    assertRoom(call.world, call, servers);
    servers.forEach((server, index) =>
      assertLaunchable(call, server, requested[index].recoverySnapshotID),
    );
    const isDrill = input.isDrill ?? false;
    const job = createJob(call.world, call, {
      type: 'LAUNCH',
      initiatedBy: isDrill ? 'START_DRILL' : 'START_RECOVERY',
      isDrill,
      startedBy: call.principal,
      tags: input.tags,
      servers: requested.map(item => ({
        sourceServerId: item.sourceServerID,
        snapshotId: item.recoverySnapshotID,
        launchStatus: 'PENDING',
        done: false,
      })),
    });
    for (const server of servers) {
      server.launchCount += 1;
      server.lastLaunch = {
        at: call.now,
        jobId: job.id,
        type: isDrill ? 'DRILL' : 'RECOVERY',
        status: 'PENDING',
      };
    }
    return { job: viewJob(job) };
  }),

  DescribeJobs: read((input, call) => {
    const { jobIDs, fromDate, toDate } = input.filters ?? {};
    const from = fromDate ? parseTimestamp(fromDate) : -Infinity;
    const to = toDate ? parseTimestamp(toDate) : Infinity;
    const jobs = Object.values(call.state.drs.jobs)
      .filter(
        job =>
          job.visibleAt <= call.now &&
          (!jobIDs?.length || jobIDs.includes(job.id)) &&
          job.createdAt >= from &&
          job.createdAt <= to,
      )
      .reverse();
    const page = pageOf(call, input, jobs, job => job.id);
    return { items: page.items.map(viewJob), nextToken: page.nextToken };
  }),

  DescribeJobLogItems: read((input, call) => {
    const job = call.state.drs.jobs[input.jobID];
    if (!job) {
      throw invalid('jobID', `Job ${input.jobID} does not exist.`);
    }
    const items = viewJobLog(job).map((item, index) => ({ item, index }));
    const page = pageOf(
      call,
      { ...input, filters: input.jobID },
      items,
      ({ index }) => String(index),
    );
    return {
      items: page.items.map(({ item }) => item),
      nextToken: page.nextToken,
    };
  }),

  DeleteJob: write((input, call) => {
    const job = call.state.drs.jobs[input.jobID];
    if (!job) throw notFound('Job', input.jobID);
    if (job.status !== 'COMPLETED') {
      throw conflict(`Job ${job.id} is in progress.`, 'JOB', job.id);
    }
    delete call.state.drs.jobs[job.id];
  }),
};
