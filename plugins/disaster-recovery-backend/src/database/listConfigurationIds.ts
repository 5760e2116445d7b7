import type { GroupQuery } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { containing } from './containing';
import { selectPage } from './selectPage';

/**
 * One page of the ids of what people configure, Protection Groups or Recovery Plans: filtered, ordered and counted in SQL.
 *
 * @param narrow - leaves what the reader may read, and what else the list is filtered by
 */
export async function listConfigurationIds(
  database: Knex,
  table: 'protection_groups' | 'recovery_plans',
  filter: GroupQuery,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<{ ids: string[]; totalItems: number; nextCursor?: string }> {
  const matching = () => {
    const query = database(table);
    if (!filter.includeMirrored) {
      query.whereNull(`${table}.mirror_session_id`);
    }
    for (const [column, value] of [
      ['account_id', filter.accountId],
      ['region', filter.region],
      ['owner', filter.owner],
      ['entity_ref', filter.entityRef],
    ]) {
      if (value !== undefined) {
        query.where(`${table}.${column}`, value);
      }
    }
    if (filter.text) {
      query.whereRaw('(??.name ILIKE ? OR ??.description ILIKE ?)', [
        table,
        containing(filter.text),
        table,
        containing(filter.text),
      ]);
    }
    return narrow(query);
  };
  const { rows, ...page } = await selectPage({
    matching,
    orderBy:
      filter.orderBy === 'updatedAt'
        ? `${table}.updated_at`
        : `lower(${table}.name)`,
    order: filter.order ?? 'asc',
    id: `${table}.id`,
    columns: `${table}.id`,
    query: filter,
  });
  return { ...page, ids: rows.map(({ id }) => id) };
}
