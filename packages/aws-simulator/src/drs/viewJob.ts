import { drsDate } from '../wire/timestamps';
import { drsArn } from './arns';
import { Job } from './types';

/** A job as DescribeJobs shows it. */
export function viewJob(job: Job): Record<string, unknown> {
  return {
    jobID: job.id,
    arn: drsArn('job', job, job.id),
    type: job.type,
    initiatedBy: job.initiatedBy,
    creationDateTime: drsDate(job.createdAt),
    endDateTime: job.endedAt === undefined ? undefined : drsDate(job.endedAt),
    status: job.status,
    participatingServers: job.servers.map(server => ({
      sourceServerID: server.sourceServerId,
      recoveryInstanceID: server.recoveryInstanceId,
      launchStatus: server.launchStatus,
    })),
    tags: job.tags,
  };
}

/** The log of a job as DescribeJobLogItems shows it. */
export function viewJobLog(job: Job): Record<string, unknown>[] {
  return job.log.map(item => ({
    logDateTime: drsDate(item.at),
    event: item.event,
    eventData: item.data,
  }));
}
