import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { LaunchTimes } from './nextJobLook';

const JOBS = 20;
/** How far the next launch may be outside of what was seen, while few were seen, and later. */
const MARGINS = { few: 0.15, many: 0.05 };
const MANY = 4;

function range(seconds: number[]): { least: number; most: number } {
  const margin = seconds.length < MANY ? MARGINS.few : MARGINS.many;
  return {
    least: Math.min(...seconds) * 1000 * (1 - margin),
    most: Math.max(...seconds) * 1000 * (1 + margin),
  };
}

/** How long the stages of the last launches in an account and region took; undefined when none was seen to its end. */
export async function readLaunchTimes(
  database: Knex,
  { accountId, region }: AccountRegion,
): Promise<LaunchTimes | undefined> {
  const rows = await database('execution_jobs as job')
    .join('executions as execution', 'execution.id', 'job.execution_id')
    .where({
      'execution.account_id': accountId,
      'execution.region': region,
      'job.status': 'COMPLETED',
    })
    .whereNotNull('job.launching_since')
    .whereNotNull('job.ended_at')
    .orderBy('job.ended_at', 'desc')
    .limit(JOBS)
    .select(
      database.raw(
        'extract(epoch FROM job.launching_since - job.converting_since)::float AS converting',
      ),
      database.raw(
        'extract(epoch FROM job.ended_at - job.launching_since)::float AS launching',
      ),
    );
  return rows.length === 0
    ? undefined
    : {
        converting: range(rows.map(({ converting }) => converting)),
        launching: range(rows.map(({ launching }) => launching)),
      };
}
