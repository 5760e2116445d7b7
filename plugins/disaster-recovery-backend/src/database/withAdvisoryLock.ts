import type { Knex } from 'knex';

/**
 * Works while no other replica does the same: the others wait. The lock ends with its connection, so that one who dies
 * leaves none behind.
 */
export async function withAdvisoryLock<T>(
  database: Knex,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  return database.transaction(async lock => {
    // Whoever waits here waits for a change of the schema, which may take its time.
    await lock.raw(
      `SET LOCAL lock_timeout = '10min'; SET LOCAL idle_in_transaction_session_timeout = '10min'`,
    );
    await lock.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [
      name,
    ]);
    return work();
  });
}
