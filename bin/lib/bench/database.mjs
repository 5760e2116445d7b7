import { createRequire } from 'node:module';
import { inRoot } from '../paths.mjs';

/** A connection to a database, with the plugin's tables in reach. */
export async function connect(url) {
  const { Client } = createRequire(inRoot('package.json'))('pg');
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('SET search_path = "disaster-recovery"');
  return client;
}

/** Makes a database in a Postgres. @returns its URL */
export async function createDatabase(postgres, name) {
  const client = await connect(postgres.url);
  try {
    await client.query(`CREATE DATABASE "${name}"`);
  } finally {
    await client.end();
  }
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return url.href;
}
