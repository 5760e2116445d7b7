import type { PlanQuery } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { containing } from '../database/containing';
import { selectPage } from '../database/selectPage';

function filtered(query: Knex.QueryBuilder, filter: PlanQuery) {
  if (!filter.includeMirrored) {
    query.whereNull('recovery_plans.mirror_session_id');
  }
  for (const [column, value] of [
    ['account_id', filter.accountId],
    ['region', filter.region],
    ['owner', filter.owner],
    ['entity_ref', filter.entityRef],
  ]) {
    if (value !== undefined) {
      query.where(`recovery_plans.${column}`, value);
    }
  }
  if (filter.text) {
    query.whereRaw(
      `(recovery_plans.name ILIKE ? OR recovery_plans.description ILIKE ?)`,
      [containing(filter.text), containing(filter.text)],
    );
  }
  if (filter.protectionGroupId) {
    query.whereExists(function groups() {
      this.from('wave_groups')
        .whereRaw('wave_groups.plan_id = recovery_plans.id')
        .where('protection_group_id', filter.protectionGroupId);
    });
  }
  return query;
}

/**
 * One page of the ids of plans, filtered, ordered and counted in SQL.
 *
 * @param narrow - leaves what the reader may read
 */
export async function listPlanIds(
  database: Knex,
  filter: PlanQuery,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<{ ids: string[]; totalItems: number; nextCursor?: string }> {
  const { rows, ...page } = await selectPage({
    matching: () => narrow(filtered(database('recovery_plans'), filter)),
    orderBy:
      filter.orderBy === 'updatedAt'
        ? 'recovery_plans.updated_at'
        : 'lower(recovery_plans.name)',
    order: filter.order ?? 'asc',
    id: 'recovery_plans.id',
    columns: 'recovery_plans.id',
    query: filter,
  });
  return { ...page, ids: rows.map(({ id }) => id) };
}
