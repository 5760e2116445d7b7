import type {
  PlanFinding,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import { waveDepths } from './waveGraph';

/** DRS's limits on jobs in one account and region. */
export interface JobQuotas {
  serversPerJob: number;
  concurrentJobs: number;
  serversInJobs: number;
}

/** How many jobs the servers of one wave fill. */
export function countJobs(serverCount: number, quotas: JobQuotas): number {
  return Math.ceil(serverCount / quotas.serversPerJob);
}

/**
 * Which waves, run side by side, want more room than DRS gives at a time: they run all the same, but wait for each other.
 *
 * @param waves - an acyclic graph
 * @param serverCounts - by wave number
 */
export function checkQuotas(
  waves: Wave[],
  serverCounts: Map<number, number>,
  quotas: JobQuotas,
): PlanFinding[] {
  const depths = waveDepths(waves);
  return [...new Set(depths.values())].flatMap(depth => {
    const together = waves.filter(wave => depths.get(wave.number) === depth);
    const counts = together.map(wave => serverCounts.get(wave.number) ?? 0);
    const servers = counts.reduce((sum, count) => sum + count, 0);
    const jobs = counts.reduce((sum, n) => sum + countJobs(n, quotas), 0);
    if (servers <= quotas.serversInJobs && jobs <= quotas.concurrentJobs) {
      return [];
    }
    const names = together.map(({ name }) => `"${name}"`).join(', ');
    return [
      {
        severity: 'warning' as const,
        code: 'QUOTA_WAIT',
        message: `${names}: ${servers} servers in ${jobs} jobs at a time, where DRS takes ${quotas.serversInJobs} servers in ${quotas.concurrentJobs} jobs. The rest waits for room.`,
        waveNumber: together[0].number,
      },
    ];
  });
}
