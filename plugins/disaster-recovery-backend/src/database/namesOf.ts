import type { Knex } from 'knex';

/** The names of what people configure, by id; what does not exist has none. */
export async function namesOf(
  database: Knex,
  table: 'protection_groups' | 'recovery_plans',
  ids: string[],
): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await database(table)
    .whereIn('id', ids)
    .select('id', 'name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
