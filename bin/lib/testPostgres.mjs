import { inData } from './paths.mjs';
import { startPostgres, THROWAWAY } from './postgres.mjs';

const CONNECTION = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** A developer's Postgres for tests: started by the first who needs it, kept, and shared by everyone after. */
export function sharedTestPostgres() {
  return startPostgres(inData('test-postgres'), THROWAWAY);
}

/** The Postgres of `npm test` where that runs us, which ends with it; the developer's otherwise. */
export async function testPostgres() {
  const url = process.env[CONNECTION] ?? (await sharedTestPostgres()).url;
  const { port, username, password } = new URL(url);
  return { url, port: Number(port), user: username, password };
}

/** What Backstage's TestDatabases read. */
export function testDatabaseEnvironment(url) {
  return {
    [CONNECTION]: url,
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };
}
