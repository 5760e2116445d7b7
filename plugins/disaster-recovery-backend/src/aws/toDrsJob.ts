import type { Job, JobLog } from '@aws-sdk/client-drs';
import type { AwsClock } from './AwsClock';
import type { DrsJob, DrsJobLogItem } from './types';

/** Reads a job as DRS describes it. */
export function toDrsJob(job: Job, clock: AwsClock): DrsJob {
  return {
    id: job.jobID ?? '',
    type: job.type,
    initiatedBy: job.initiatedBy,
    status: (job.status ?? 'PENDING') as DrsJob['status'],
    createdAt: clock.read(job.creationDateTime),
    endedAt: clock.read(job.endDateTime),
    servers: (job.participatingServers ?? []).map(server => ({
      sourceServerId: server.sourceServerID ?? '',
      recoveryInstanceId: server.recoveryInstanceID || undefined,
      launchStatus: server.launchStatus,
    })),
    tags: job.tags ?? {},
  };
}

/** Reads an entry of a job's log. */
export function toDrsJobLogItem(item: JobLog, clock: AwsClock): DrsJobLogItem {
  return {
    at: clock.read(item.logDateTime),
    event: item.event ?? '',
    sourceServerId: item.eventData?.sourceServerID,
    targetInstanceId: item.eventData?.targetInstanceID,
    conversionServerId: item.eventData?.conversionServerID,
    rawError: item.eventData?.rawError,
  };
}
