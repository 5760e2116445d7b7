import { createRequire } from 'node:module';
import { inRoot } from '../../paths.mjs';

/** Where the disaster-recovery plugin keeps its tables, and its queue. */
export const SCHEMA = '"disaster-recovery"';
export const QUEUE_SCHEMA = 'disaster_recovery_queue';
/** What our own connections are called, so that others can be told from them. */
export const PROOF = 'proof';

/**
 * A new database of a Postgres, looked into past the portal.
 *
 * @returns `query` (rows), `connect` (a client of one's own), `drop`
 */
export async function openDatabase(postgresUrl, name) {
  const { Client, Pool } = createRequire(inRoot('package.json'))('pg');
  const once = async text => {
    const client = new Client({ connectionString: postgresUrl });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  await once(`CREATE DATABASE "${name}"`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const options = { connectionString: url.href, application_name: PROOF };
  const pool = new Pool({ ...options, max: 4 });
  // A connection that a restart of Postgres ended is replaced by the next question.
  pool.on('error', () => {});
  return {
    url: url.href,
    query: async (text, values) => (await pool.query(text, values)).rows,
    connect: async () => {
      const client = new Client(options);
      client.on('error', () => {});
      await client.connect();
      return client;
    },
    drop: async () => {
      await pool.end();
      await once(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}
