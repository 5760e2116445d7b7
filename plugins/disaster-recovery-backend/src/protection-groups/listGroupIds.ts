import type { GroupQuery } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { containing } from '../database/containing';
import { selectPage } from '../database/selectPage';

function filtered(query: Knex.QueryBuilder, filter: GroupQuery) {
  if (!filter.includeMirrored) {
    query.whereNull('protection_groups.mirror_session_id');
  }
  for (const [column, value] of [
    ['account_id', filter.accountId],
    ['region', filter.region],
    ['owner', filter.owner],
    ['entity_ref', filter.entityRef],
  ]) {
    if (value !== undefined) {
      query.where(`protection_groups.${column}`, value);
    }
  }
  if (filter.text) {
    query.whereRaw(
      '(protection_groups.name ILIKE ? OR protection_groups.description ILIKE ?)',
      [containing(filter.text), containing(filter.text)],
    );
  }
  return query;
}

/**
 * One page of the ids of groups, filtered, ordered and counted in SQL.
 *
 * @param narrow - leaves what the reader may read
 */
export async function listGroupIds(
  database: Knex,
  filter: GroupQuery,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<{ ids: string[]; totalItems: number; nextCursor?: string }> {
  const { rows, ...page } = await selectPage({
    matching: () => narrow(filtered(database('protection_groups'), filter)),
    orderBy:
      filter.orderBy === 'updatedAt'
        ? 'protection_groups.updated_at'
        : 'lower(protection_groups.name)',
    order: filter.order ?? 'asc',
    id: 'protection_groups.id',
    columns: 'protection_groups.id',
    query: filter,
  });
  return { ...page, ids: rows.map(({ id }) => id) };
}
