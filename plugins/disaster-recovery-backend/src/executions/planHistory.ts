import type { Knex } from 'knex';
import type { ExecutionType } from '@internal/plugin-disaster-recovery-common';
import type { PlanActivity } from '../recovery-plans';

/**
 * How long each wave of a plan took before: the median over complete first attempts. Seconds, by wave number.
 */
export async function expectedWaveSeconds(
  database: Knex,
  planId: string,
  executionType: ExecutionType,
): Promise<Map<number, number>> {
  const rows = await database('execution_waves as wave')
    .join('executions as execution', 'execution.id', 'wave.execution_id')
    .where({
      'execution.plan_id': planId,
      'execution.execution_type': executionType,
      'execution.attempt': 1,
      'wave.status': 'COMPLETED',
    })
    .whereNotNull('wave.started_at')
    .groupBy('wave.number')
    .select('wave.number')
    .select(
      database.raw(
        `percentile_cont(0.5) WITHIN GROUP (
           ORDER BY extract(epoch FROM wave.ended_at - wave.started_at)) AS seconds`,
      ),
    );
  return new Map(rows.map(row => [row.number, Number(row.seconds)]));
}

/** The last run of each plan, and its last completed drill. */
export async function planActivity(
  database: Knex,
  planIds: string[],
): Promise<Map<string, PlanActivity>> {
  const last = await database('executions')
    .distinctOn('plan_id')
    .whereIn('plan_id', planIds)
    .orderBy('plan_id')
    .orderBy('created_at', 'desc')
    .select('plan_id', 'id', 'execution_type', 'status', 'created_at')
    .select('started_at');
  const drills = await database('executions')
    .whereIn('plan_id', planIds)
    .where({ execution_type: 'DRILL', status: 'COMPLETED' })
    .groupBy('plan_id')
    .select('plan_id')
    .max('ended_at as ended_at');
  const drillOf = new Map(drills.map(row => [row.plan_id, row.ended_at]));
  return new Map(
    last.map(row => [
      row.plan_id,
      {
        lastExecution: {
          id: row.id,
          executionType: row.execution_type,
          status: row.status,
          startedAt: (row.started_at ?? row.created_at).toISOString(),
        },
        lastDrillAt: drillOf.get(row.plan_id)?.toISOString(),
      },
    ]),
  );
}
