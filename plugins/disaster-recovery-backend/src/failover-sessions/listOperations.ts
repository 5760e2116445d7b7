import type {
  Operation,
  OperationQuery,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { countTargetsOf } from './countTargetsOf';
import { operationRows, stepRows } from './rows';

/** The steps of so many targets of each operation: failed targets first, then those at work, then in order. */
function stepsOfSome(database: Knex, operationIds: string[], targets: number) {
  return database('operation_steps')
    .joinRaw(
      `JOIN (
         SELECT operation_id, target, row_number() OVER (
           PARTITION BY operation_id
           ORDER BY bool_or(status = 'FAILED') DESC, bool_or(status = 'IN_PROGRESS') DESC, min(sequence)
         ) AS place
         FROM operation_steps WHERE operation_id = ANY(?)
         GROUP BY operation_id, target
       ) chosen USING (operation_id, target)`,
      [operationIds],
    )
    .where('place', '<=', targets)
    .orderBy('sequence')
    .select('operation_steps.*');
}

async function countStepTargets(
  database: Knex,
  operationIds: string[],
): Promise<Map<string, number>> {
  const rows: { operation_id: string; count: string }[] = await database(
    'operation_steps',
  )
    .whereIn('operation_id', operationIds)
    .groupBy('operation_id')
    .select('operation_id')
    .countDistinct({ count: 'target' });
  return new Map(rows.map(row => [row.operation_id, Number(row.count)]));
}

/** Every attempt at every operation of a session, newest first; a session of thousands of machines has tens of thousands of steps. */
export async function listOperations(
  database: Knex,
  sessionId: string,
  { operationId, targets }: OperationQuery = {},
): Promise<Operation[]> {
  const rows: Record<string, any>[] = await database('operations')
    .where({ session_id: sessionId, ...(operationId && { id: operationId }) })
    .orderBy([
      { column: 'started_at', order: 'desc' },
      { column: 'attempt', order: 'desc' },
    ]);
  const ids = rows.map(({ id }) => id);
  const [progress, counts, steps] = await Promise.all([
    countTargetsOf(database, ids),
    countStepTargets(database, ids),
    targets === undefined
      ? database('operation_steps')
          .whereIn('operation_id', ids)
          .orderBy('sequence')
      : stepsOfSome(database, ids, targets),
  ]);
  const stepsOf = new Map<string, OperationStep[]>(ids.map(id => [id, []]));
  for (const step of steps) {
    stepsOf
      .get(step.operation_id)
      ?.push(stepRows.fromRow({ ...step, target: step.target || null }));
  }
  return rows.map(row => ({
    ...operationRows.fromRow(row),
    progress: progress.get(row.id),
    targetCount: counts.get(row.id) ?? 0,
    steps: stepsOf.get(row.id) ?? [],
  }));
}
