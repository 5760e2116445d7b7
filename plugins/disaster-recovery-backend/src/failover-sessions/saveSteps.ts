import type { OperationStep } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { chunks } from '../chunks';
import { groupBy } from '../groupBy';
import { stepRows } from './rows';
import type { StepPatch } from './operationTypes';

const ROWS_PER_STATEMENT = 1000;

/** When a step began and ended, as far as it does not tell: now, by its status. */
const TIMES: Record<string, string> = {
  started_at: "CASE WHEN told.status <> 'NOT_STARTED' THEN now() END",
  ended_at:
    "CASE WHEN told.status IN ('SUCCEEDED', 'FAILED', 'SKIPPED') THEN now() END",
};

/** A time that a step does not tell stays what it was first. */
function merged(column: string, isTold: boolean): string {
  return isTold
    ? `${column} = excluded.${column}`
    : `${column} = CASE WHEN excluded.${column} IS NOT NULL
         THEN coalesce(operation_steps.${column}, excluded.${column}) END`;
}

/**
 * Adds steps of an operation or changes them, by target and name: what is not given stays as it was. One statement for a
 * thousand of those that give the same; times are the database's own, since what waits is measured against them.
 *
 * @param steps - no two of the same target and name. People see new ones in this order, as far as they give the same
 */
export async function saveSteps(
  operationId: string,
  steps: StepPatch[],
  transaction: Knex.Transaction,
): Promise<void> {
  const rows = steps.map(step => ({
    ...stepRows.toJson(step as Required<OperationStep>),
    target: step.target ?? '',
  }));
  const groups = groupBy(rows, row => Object.keys(row).sort().join());
  for (const [told, group] of groups) {
    const columns = told.split(',');
    const times = Object.keys(TIMES).filter(time => !columns.includes(time));
    const values = [
      ...columns.map(column => `told.${column}`),
      ...times.map(time => TIMES[time]),
    ];
    const merges = [
      ...columns.map(column => merged(column, true)),
      ...times.map(time => merged(time, false)),
    ];
    for (const some of chunks(group, ROWS_PER_STATEMENT)) {
      await transaction.raw(
        `INSERT INTO operation_steps (id, operation_id, ${[
          ...columns,
          ...times,
        ].join()})
         SELECT gen_random_uuid(), :operationId, ${values.join()}
         FROM ROWS FROM (
           jsonb_populate_recordset(NULL::operation_steps, :rows::jsonb)
         ) WITH ORDINALITY AS told
         ORDER BY told.ordinality
         ON CONFLICT (operation_id, target, name) DO UPDATE SET ${merges.join()}`,
        { operationId, rows: JSON.stringify(some) },
      );
    }
  }
}
