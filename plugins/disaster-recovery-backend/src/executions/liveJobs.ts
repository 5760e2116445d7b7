import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Aws, DrsJob } from '../aws';
import type { ExecutionStore } from './ExecutionStore';
import type { LiveJobs } from './packJobs';

// A DRS job takes minutes, at worst hours: older ones are over.
const HORIZON_MS = 2 * 24 * 3_600_000;

/** Tags a DRS job with the intent that started it, so that it is found again when the answer was lost. */
export const INTENT_TAG = 'disaster-recovery-portal:intent';

/** Jobs that DRS works on now, whoever started them. */
export async function listLiveJobs(
  aws: Aws,
  target: AccountRegion,
  now: Date,
): Promise<DrsJob[]> {
  const jobs = await aws
    .in(target)
    .drs.listJobs({ since: new Date(now.getTime() - HORIZON_MS) });
  return jobs.filter(job => job.status !== 'COMPLETED');
}

/** The job that carries an intent's tag, started at most two days before `since`. */
export async function findJobByIntent(
  aws: Aws,
  target: AccountRegion,
  intentId: string,
  since: Date,
): Promise<DrsJob | undefined> {
  const jobs = await aws
    .in(target)
    .drs.listJobs({ since: new Date(since.getTime() - HORIZON_MS) });
  return jobs.find(job => job.tags[INTENT_TAG] === intentId);
}

/**
 * What fills DRS's quotas now: its live jobs, and jobs of this portal that it does not show yet.
 */
export async function readLiveJobs(
  aws: Aws,
  store: ExecutionStore,
  target: AccountRegion,
  now: Date,
): Promise<LiveJobs> {
  const own = await store.listOpenJobs(target);
  const all = await aws
    .in(target)
    .drs.listJobs({ since: new Date(now.getTime() - HORIZON_MS) });
  const shown = new Set(all.map(({ id }) => id));
  const live = [
    ...all
      .filter(job => job.status !== 'COMPLETED')
      .map(job => ({
        id: job.id,
        servers: job.servers.map(server => server.sourceServerId),
      })),
    ...own
      .filter(job => job.jobId && !shown.has(job.jobId))
      .map(job => ({ id: job.jobId ?? job.id, servers: job.sourceServerIds })),
  ];
  return {
    jobs: live.length,
    servers: live.reduce((sum, job) => sum + job.servers.length, 0),
    busy: new Map(
      live.flatMap(job => job.servers.map(id => [id, job.id] as const)),
    ),
  };
}
