import type { OperationSummary } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';

/** How many targets of operations are through and how many have failed: as `countTargets` counts, a row for each that has steps. */
export const targetCountsSql = (
  ofOperations: string,
) => `SELECT operation_id AS id, count(*) FILTER (WHERE done)::int AS done,
        count(*) FILTER (WHERE failed)::int AS failed, count(*)::int AS total
 FROM (
   SELECT operation_id, bool_and(status IN ('SUCCEEDED', 'SKIPPED')) AS done, bool_or(status = 'FAILED') AS failed
   FROM operation_steps WHERE ${ofOperations}
   GROUP BY operation_id, CASE target WHEN '' THEN 'step ' || name ELSE target END
 ) targets
 GROUP BY operation_id`;

/** By operation, how many of its targets are through and how many have failed. */
export async function countTargetsOf(
  database: Knex,
  operationIds: string[],
): Promise<Map<string, OperationSummary['progress']>> {
  const { rows } = await database.raw(
    targetCountsSql('operation_id = ANY(?)'),
    [operationIds],
  );
  return new Map(
    rows.map(({ id, done, failed, total }: any) => [
      id,
      { done, failed, total },
    ]),
  );
}
