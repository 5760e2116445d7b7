import type { Knex } from 'knex';
import type { LoadFacts } from './registerPermissions';
import type { AccessFacts } from './types';

/** How one type of resource keeps what the rules look at. */
interface FactColumns {
  table: string;
  regions: string[];
  status?: string;
}

function loadFrom(
  database: Knex,
  { table, regions, status }: FactColumns,
): LoadFacts {
  return async ids => {
    const rows = await database(table).whereIn('id', ids);
    const found = new Map<string, AccessFacts>(
      rows.map(row => [
        row.id,
        {
          id: row.id,
          owner: row.owner ?? undefined,
          accountId: row.account_id,
          regions: regions.map(column => row[column]),
          status: status ? row[status] : undefined,
        },
      ]),
    );
    return ids.map(id => found.get(id));
  };
}

/** Loaders for the permission backend's questions about single resources. */
export function loadFactsOf(database: Knex): {
  sessions: LoadFacts;
  groups: LoadFacts;
  plans: LoadFacts;
} {
  return {
    sessions: loadFrom(database, {
      table: 'failover_sessions',
      regions: ['source_region', 'recovery_region'],
      status: 'status',
    }),
    groups: loadFrom(database, {
      table: 'protection_groups',
      regions: ['region', 'source_region'],
    }),
    plans: loadFrom(database, {
      table: 'recovery_plans',
      regions: ['region', 'source_region'],
    }),
  };
}
