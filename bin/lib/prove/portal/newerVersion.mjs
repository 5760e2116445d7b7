import { waitFor } from '../../waitFor.mjs';
import { QUEUE_SCHEMA, SCHEMA } from '../cluster/openDatabase.mjs';

const MIGRATION = '20991231000000_of_a_newer_version.js';
const KIND = 'of-a-newer-version';

/** What a newer replica does first: it brings the database up to date, and begins things that only it knows. */
async function migrateAsNewer({ database }) {
  await database.query(
    `ALTER TABLE ${SCHEMA}.failover_sessions ADD COLUMN of_a_newer_version text`,
  );
  await database.query(
    `CREATE TABLE ${SCHEMA}.of_a_newer_version (id text PRIMARY KEY)`,
  );
  await database.query(
    `INSERT INTO ${SCHEMA}.knex_migrations (name, batch, migration_time) VALUES ($1, 99, now())`,
    [MIGRATION],
  );
  await database.query(
    `INSERT INTO ${SCHEMA}.engine_wakes (kind, id, wakes, wake_at) VALUES ($1, 'a', 1, now())`,
    [KIND],
  );
  await database.query(
    `INSERT INTO ${QUEUE_SCHEMA}.job (name, data, singleton_key, policy, retry_limit, heartbeat_seconds)
     VALUES ('reconcile', $1, $2, 'stately', 10, 10)`,
    [{ kind: KIND, id: 'a' }, `${KIND}/a`],
  );
}

async function rollBack({ database }) {
  await database.query(
    `ALTER TABLE ${SCHEMA}.failover_sessions DROP COLUMN of_a_newer_version`,
  );
  await database.query(`DROP TABLE ${SCHEMA}.of_a_newer_version`);
  await database.query(
    `DELETE FROM ${SCHEMA}.knex_migrations WHERE name = $1`,
    [MIGRATION],
  );
}

async function isOffered({ database }) {
  const rows = await database.query(
    `SELECT 1 FROM ${QUEUE_SCHEMA}.job WHERE singleton_key = $1 AND state = 'completed'`,
    [`${KIND}/a`],
  );
  return rows.length > 0;
}

/** A replica of the older version that starts again must say what is the matter, and end. */
async function startsAgain(replica, machines) {
  await replica.kill();
  try {
    await replica.start(machines.of(replica.name));
    return ['an older replica started on the database of a newer version'];
  } catch {
    return replica.log().includes('newer version')
      ? []
      : [`an older replica ended without a reason:\n${replica.lastWords()}`];
  }
}

/**
 * While the portal lives: a newer version migrates the database and begins something new. The replicas that run go on; one of
 * them that starts again says why it cannot; after the newer version is rolled back, it can.
 */
export async function rollOutNewer(cluster) {
  await migrateAsNewer(cluster);
  await waitFor(() => isOffered(cluster), {
    seconds: 60,
    every: 200,
    what: 'An older replica that leaves a new thing alone',
  });
  const failed = await cluster.database.query(
    `SELECT last_error FROM ${SCHEMA}.engine_fences WHERE kind = $1`,
    [KIND],
  );
  const [, second] = cluster.all;
  const problems = await startsAgain(second, cluster.machines);
  await rollBack(cluster);
  await second.start(cluster.machines.of(second.name));
  await cluster.database.query(
    `DELETE FROM ${SCHEMA}.engine_wakes WHERE kind = $1`,
    [KIND],
  );
  return [
    ...failed.map(
      ({ last_error: error }) =>
        `the new thing failed on an older replica: ${error}`,
    ),
    ...problems,
  ];
}
