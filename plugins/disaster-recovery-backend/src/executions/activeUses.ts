import type { Knex } from 'knex';
import type { GroupUse } from '../protection-groups';

const ACTIVE = ['PENDING', 'RUNNING', 'PAUSED', 'CANCELLING'];

/** Why a plan is not deleted: an execution of it is under way. */
export async function activePlanUse(
  planId: string,
  database: Knex,
): Promise<string | undefined> {
  const row = await database('executions')
    .where({ plan_id: planId })
    .whereIn('status', ACTIVE)
    .first('id', 'status');
  return row && `execution ${row.id} of it is ${row.status}`;
}

/** The active executions that launch each of the groups. */
export async function activeGroupUses(
  groupIds: string[],
  database: Knex,
): Promise<Map<string, GroupUse[]>> {
  const rows = await database('execution_servers')
    .join('executions', 'executions.id', 'execution_servers.execution_id')
    .whereIn('execution_servers.protection_group_id', groupIds)
    .whereIn('executions.status', ACTIVE)
    .distinct(
      'execution_servers.protection_group_id',
      'executions.id',
      'executions.plan_name',
    );
  const uses = new Map<string, GroupUse[]>();
  for (const row of rows) {
    uses.set(row.protection_group_id, [
      ...(uses.get(row.protection_group_id) ?? []),
      { kind: 'execution', id: row.id, name: row.plan_name },
    ]);
  }
  return uses;
}
