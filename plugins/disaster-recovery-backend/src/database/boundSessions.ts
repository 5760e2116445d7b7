import type { Knex } from 'knex';

/** Shorter than the time in which another replica must have taken over. */
const IDLE_IN_TRANSACTION_MS = 10_000;
const LOCK_WAIT_MS = 10_000;
const CONNECTION_WAIT_MS = 10_000;

const BOUNDS = `SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}; SET lock_timeout = ${LOCK_WAIT_MS}`;

interface Connection {
  query(sql: string): Promise<unknown>;
}

/** The part of knex's pool (tarn) that is needed here. */
interface ConnectionPool {
  acquireTimeoutMillis: number;
  numFree(): number;
  on(
    event: 'createSuccess',
    listener: (id: number, connection: Connection) => void,
  ): void;
}

/**
 * Lets nobody wait for ever: not for a lock that somebody else holds, not for a connection, and nobody for us.
 *
 * @remarks
 * A process that is paused, or whose machine is cut off, in the middle of a transaction keeps its locks until Postgres ends
 * that transaction: without a bound, no other replica could take its things over.
 */
export async function boundSessions(database: Knex): Promise<void> {
  const pool: ConnectionPool = database.client.pool;
  pool.acquireTimeoutMillis = Math.min(
    pool.acquireTimeoutMillis,
    CONNECTION_WAIT_MS,
  );
  pool.on('createSuccess', (_, connection) => {
    // The driver sends what it is given in order: this is before whatever the connection was made for. Should it fail, the
    // connection is broken, and so does that.
    connection.query(BOUNDS).catch(() => {});
  });
  // Those that were made before, to find out that the database is there.
  const earlier: Connection[] = await Promise.all(
    Array.from({ length: pool.numFree() }, () =>
      database.client.acquireConnection(),
    ),
  );
  await Promise.all(
    earlier.map(async connection => {
      try {
        await connection.query(BOUNDS);
      } finally {
        await database.client.releaseConnection(connection);
      }
    }),
  );
}
