import { randomUUID } from 'node:crypto';
import type { OperationStep } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { chunks } from '../chunks';
import { groupBy } from '../groupBy';
import { stepRows } from './rows';
import type { StepPatch } from './types';

const ROWS_PER_STATEMENT = 1000;
const ENDED = new Set(['SUCCEEDED', 'FAILED', 'SKIPPED']);

/** What a step tells of itself. */
function columnsOf(step: StepPatch): string {
  return Object.keys(step).sort().join();
}

/**
 * Adds steps of an operation or changes them, by target and name: what is not given stays as it was. One statement for a
 * thousand of those that give the same.
 *
 * @param steps - no two of the same target and name. People see new ones in this order, as far as they give the same
 */
export async function saveSteps(
  operationId: string,
  steps: StepPatch[],
  transaction: Knex.Transaction,
): Promise<void> {
  // What waits is measured against these: they are the database's own.
  const now = transaction.fn.now();
  const toRow = (step: StepPatch) => ({
    started_at: step.status === 'NOT_STARTED' ? null : now,
    ended_at: ENDED.has(step.status) ? now : null,
    ...stepRows.toRow(step as Required<OperationStep>),
    target: step.target ?? '',
  });
  const told = (column: string) => transaction.raw('excluded.??', [column]);
  /** A time stays what it was first. */
  const first = (column: string) =>
    transaction.raw(
      'CASE WHEN excluded.?? IS NULL THEN NULL ELSE coalesce(operation_steps.??, excluded.??) END',
      [column, column, column],
    );
  for (const group of groupBy(steps, columnsOf).values()) {
    const rows = group.map(toRow);
    const columns = Object.keys(stepRows.toRow(group[0] as any));
    for (const some of chunks(rows, ROWS_PER_STATEMENT)) {
      await transaction('operation_steps')
        .insert(
          some.map(row => ({
            ...row,
            id: randomUUID(),
            operation_id: operationId,
          })),
        )
        .onConflict(['operation_id', 'target', 'name'])
        .merge({
          started_at: first('started_at'),
          ended_at: first('ended_at'),
          ...Object.fromEntries(columns.map(name => [name, told(name)])),
        } as any);
    }
  }
}
