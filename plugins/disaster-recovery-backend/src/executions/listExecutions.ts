import type {
  ExecutionQuery,
  ExecutionSummary,
  Page,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { containing } from '../database/containing';
import { selectPage } from '../database/selectPage';
import type { ExecutionRecord, WaveRecord } from './records';
import { fromRow } from './rows';
import { showSummary } from './showExecution';

const ORDER: Record<string, string> = {
  createdAt: 'executions.created_at',
  planName: 'lower(executions.plan_name)',
  status: 'executions.status',
};

function filtered(query: Knex.QueryBuilder, filter: ExecutionQuery) {
  for (const [column, value] of [
    ['plan_id', filter.planId],
    ['session_id', filter.sessionId],
    ['execution_type', filter.executionType],
    ['entity_ref', filter.entityRef],
  ]) {
    if (value !== undefined) {
      query.where(`executions.${column}`, value);
    }
  }
  if (filter.status && filter.status.length > 0) {
    query.whereIn('executions.status', [filter.status].flat());
  }
  if (filter.text) {
    query.whereILike('executions.plan_name', containing(filter.text));
  }
  return query;
}

/** How many servers of each execution have which status. */
async function countServers(
  database: Knex,
  ids: string[],
): Promise<Map<string, Record<string, number>>> {
  const rows = await database('execution_servers')
    .whereIn('execution_id', ids)
    .groupBy('execution_id', 'status')
    .select('execution_id', 'status')
    .count({ count: '*' });
  const counts = new Map<string, Record<string, number>>();
  for (const { execution_id: id, status, count } of rows as any[]) {
    counts.set(id, { ...counts.get(id), [status]: Number(count) });
  }
  return counts;
}

/**
 * One page of executions, filtered, ordered and counted in SQL; the newest first unless asked otherwise.
 *
 * @param narrow - leaves what the reader may read
 */
export async function listExecutions(
  database: Knex,
  filter: ExecutionQuery,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<Page<ExecutionSummary>> {
  const { rows, ...page } = await selectPage({
    matching: () => narrow(filtered(database('executions'), filter)),
    orderBy: ORDER[filter.orderBy ?? 'createdAt'],
    order: filter.order ?? (filter.orderBy ? 'asc' : 'desc'),
    id: 'executions.id',
    columns: 'executions.*',
    query: filter,
  });
  const executions: ExecutionRecord[] = rows.map(row => fromRow(row));
  const ids = executions.map(({ id }) => id);
  const counts = await countServers(database, ids);
  const waves: WaveRecord[] = (
    await database('execution_waves').whereIn('execution_id', ids)
  ).map(row => fromRow(row));
  return {
    ...page,
    items: executions.map(execution =>
      showSummary(
        execution,
        counts.get(execution.id) ?? {},
        waves.filter(wave => wave.executionId === execution.id),
      ),
    ),
  };
}
