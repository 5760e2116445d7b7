import type { Knex } from 'knex';
import { fromKnex } from 'pg-boss';

type Raw = Parameters<typeof fromKnex>[0];

/** The database as pg-boss takes it, within a transaction of ours. */
export function queueTransaction(transaction: Knex.Transaction) {
  // knex's `raw` is typed for its own builders; what pg-boss asks of it is a subset of what it does.
  return fromKnex(transaction as unknown as Raw);
}

/**
 * The database as pg-boss takes it.
 *
 * @remarks
 * pg-boss sends scripts that begin and commit a transaction of their own. One that fails half-way leaves its connection in
 * that transaction, where every statement is refused: it must not come back into the pool like that.
 */
export function queueDatabase(database: Knex) {
  const raw = async (sql: string, bindings: readonly unknown[] = []) => {
    const connection = await database.client.acquireConnection();
    try {
      return await database
        .raw(sql, bindings as Knex.RawBinding[])
        .connection(connection);
    } catch (error) {
      // Where not even this works the connection is broken, and the pool drops it by itself.
      await database
        .raw('ROLLBACK')
        .connection(connection)
        .catch(() => {});
      throw error;
    } finally {
      await database.client.releaseConnection(connection);
    }
  };
  return fromKnex({ raw } as unknown as Raw);
}
