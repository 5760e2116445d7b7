import type { JobQuotas } from '../recovery-plans';

/** A server that is to be launched as soon as there is room. */
export interface PackServer {
  id: string;
  sourceServerId: string;
  waveNumber: number;
  /** The largest job that it may be part of, after DRS refused a larger one. */
  packSize?: number;
}

/** What DRS works on now in the account and region, whoever started it. */
export interface LiveJobs {
  jobs: number;
  servers: number;
  /** Source servers in a job, with the id of that job. */
  busy: Map<string, string>;
}

export interface PackedJob {
  waveNumber: number;
  servers: PackServer[];
}

export interface Packing {
  jobs: PackedJob[];
  /** Servers that wait, each with the reason. */
  waiting: { server: PackServer; reason: string }[];
}

/**
 * Packs servers into DRS jobs within the quotas, in the order in which they are given: as few jobs as that order allows,
 * none across waves. Every server is in exactly one job or waits for a named reason.
 */
export function packJobs(
  servers: PackServer[],
  live: LiveJobs,
  quotas: JobQuotas,
): Packing {
  const packing: Packing = { jobs: [], waiting: [] };
  const taken = new Set<string>();
  let jobsLeft = quotas.concurrentJobs - live.jobs;
  let serversLeft = quotas.serversInJobs - live.servers;
  const open = new Map<string, PackedJob>();

  for (const server of servers) {
    const { sourceServerId, waveNumber } = server;
    const limit = Math.min(
      quotas.serversPerJob,
      Math.max(1, server.packSize ?? quotas.serversPerJob),
    );
    // Servers of different limits do not share a job: one that DRS refused would take its companions down again.
    const key = `${waveNumber}/${limit}`;
    const job = open.get(key);
    const fits = job !== undefined && job.servers.length < limit;
    const busyJob = live.busy.get(sourceServerId);
    let reason: string | undefined;
    if (busyJob) {
      reason = `DRS job ${busyJob} works on it; DRS takes a server into one job at a time`;
    } else if (taken.has(sourceServerId)) {
      reason = 'Another job of this run takes it first';
    } else if (serversLeft <= 0) {
      reason = `Waits for room: DRS takes ${quotas.serversInJobs} servers in jobs at a time`;
    } else if (!fits && jobsLeft <= 0) {
      reason = `Waits for room: DRS takes ${quotas.concurrentJobs} jobs at a time`;
    }
    if (reason) {
      packing.waiting.push({ server, reason });
      continue;
    }
    taken.add(sourceServerId);
    serversLeft -= 1;
    if (fits) {
      job.servers.push(server);
    } else {
      const opened = { waveNumber, servers: [server] };
      open.set(key, opened);
      packing.jobs.push(opened);
      jobsLeft -= 1;
    }
  }
  return packing;
}
