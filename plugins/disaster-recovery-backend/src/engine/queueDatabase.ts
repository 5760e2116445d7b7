import { types } from 'node:util';
import type { Knex } from 'knex';
import { fromKnex } from 'pg-boss';

type Raw = Parameters<typeof fromKnex>[0];

/** What the driver would make JSON of. */
function isJson(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !Buffer.isBuffer(value) &&
    !types.isDate(value)
  );
}

type Ask = (sql: string, bindings: Knex.RawBinding[]) => PromiseLike<unknown>;

/** As the driver would send it: pg-boss leaves out what it has no value for, also within an object, and knex refuses that. */
function toBinding(value: unknown): Knex.RawBinding {
  if (value === undefined) {
    return null;
  }
  return isJson(value) ? JSON.stringify(value) : (value as Knex.RawBinding);
}

function asKnex(ask: Ask) {
  const raw = async (sql: string, bindings: readonly unknown[] = []) =>
    ask(sql, bindings.map(toBinding));
  // knex's `raw` is typed for its own builders; what pg-boss asks of it is a subset of what it does.
  return fromKnex({ raw } as unknown as Raw);
}

/** The database as pg-boss takes it, within a transaction of ours. */
export function queueTransaction(transaction: Knex.Transaction) {
  return asKnex((sql, bindings) => transaction.raw(sql, bindings));
}

/**
 * The database as pg-boss takes it.
 *
 * @remarks
 * pg-boss sends scripts that begin and commit a transaction of their own. One that fails half-way leaves its connection in
 * that transaction, where every statement is refused: it must not come back into the pool like that.
 */
export function queueDatabase(database: Knex) {
  return asKnex(async (sql, bindings) => {
    const connection = await database.client.acquireConnection();
    try {
      return await database.raw(sql, bindings).connection(connection);
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
  });
}
