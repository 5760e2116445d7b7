import { inData } from './paths.mjs';
import { startPostgres, THROWAWAY } from './postgres.mjs';

/** A developer's Postgres for tests: started by the first who needs it, kept, and shared by everyone after. */
export function sharedTestPostgres() {
  return startPostgres(inData('test-postgres'), THROWAWAY);
}

/** What Backstage's TestDatabases read. */
export function testDatabaseEnvironment(url) {
  return {
    BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: url,
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };
}
