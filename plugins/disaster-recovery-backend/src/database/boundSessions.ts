import type { Knex } from 'knex';

/** Shorter than the time in which another replica must have taken over. */
const IDLE_IN_TRANSACTION_MS = 10_000;
const LOCK_WAIT_MS = 10_000;
const CONNECTION_WAIT_MS = 10_000;

/** The part of knex's pool (tarn) that is needed here. */
interface ConnectionPool {
  acquireTimeoutMillis: number;
  on(
    event: 'createSuccess',
    listener: (id: number, connection: { query(sql: string): unknown }) => void,
  ): void;
}

/**
 * Lets nobody wait for ever: not for a lock that somebody else holds, not for a connection, and nobody for us.
 *
 * @remarks
 * A process that is paused, or whose machine is cut off, in the middle of a transaction keeps its locks until Postgres ends
 * that transaction: without a bound, no other replica could take its things over.
 */
export function boundSessions(database: Knex): void {
  const pool: ConnectionPool = database.client.pool;
  pool.acquireTimeoutMillis = Math.min(
    pool.acquireTimeoutMillis,
    CONNECTION_WAIT_MS,
  );
  pool.on('createSuccess', (_, connection) => {
    // The driver sends what it is given in order: this is before whatever the connection was made for.
    connection.query(
      `SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}; SET lock_timeout = ${LOCK_WAIT_MS}`,
    );
  });
}
