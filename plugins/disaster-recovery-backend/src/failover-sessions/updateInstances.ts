import type { Knex } from 'knex';
import { chunks } from '../chunks';
import { instanceRows } from './rows';
import type { InstancePatch, InstanceRecord } from './types';

const ROWS_PER_STATEMENT = 1000;

/** Patches that change the same columns, as rows of JSON. */
function byColumns(
  changes: { recoveryInstanceId: string; patch: InstancePatch }[],
): Map<string, Record<string, unknown>[]> {
  const groups = new Map<string, Record<string, unknown>[]>();
  for (const { recoveryInstanceId, patch } of changes) {
    const row = instanceRows.toJson(patch as Partial<Required<InstanceRecord>>);
    const columns = Object.keys(row).sort().join();
    if (columns) {
      const rows = groups.get(columns) ?? [];
      groups.set(columns, rows);
      rows.push({ ...row, recovery_instance_id: recoveryInstanceId });
    }
  }
  return groups;
}

/** Changes instances of a session: one statement for a thousand of those that change in the same columns. */
export async function updateInstances(
  sessionId: string,
  changes: { recoveryInstanceId: string; patch: InstancePatch }[],
  transaction: Knex.Transaction,
): Promise<boolean> {
  const groups = byColumns(changes);
  for (const [columns, rows] of groups) {
    const assignments = columns
      .split(',')
      .map(column => `${column} = change.${column}`);
    for (const some of chunks(rows, ROWS_PER_STATEMENT)) {
      await transaction.raw(
        `UPDATE recovery_instances SET ${assignments.join()}, updated_at = now()
         FROM jsonb_populate_recordset(NULL::recovery_instances, :rows::jsonb) AS change
         WHERE recovery_instances.session_id = :sessionId
           AND recovery_instances.recovery_instance_id = change.recovery_instance_id`,
        { sessionId, rows: JSON.stringify(some) },
      );
    }
  }
  return groups.size > 0;
}
