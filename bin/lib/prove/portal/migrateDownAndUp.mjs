import { createRequire } from 'node:module';
import { inRoot } from '../../paths.mjs';
import { portalTables } from '../portalTables.mjs';

const DIRECTORY = inRoot('plugins/disaster-recovery-backend/migrations');

async function digests(url) {
  const tables = await portalTables(url);
  try {
    return await tables.snapshot();
  } finally {
    await tables.close();
  }
}

/** What a table has after a migration went down and up again: its rows, or none if that migration made it. */
function lostRows(before, after, name) {
  return [...before]
    .filter(
      ([table, digest]) => after.has(table) && after.get(table) !== digest,
    )
    .filter(([table]) => !after.get(table).startsWith('0 '))
    .map(([table]) => `after ${name} down and up, rows of ${table} differ`);
}

/**
 * On the database of a portal that has lived: takes back one migration after the other, looks that what is left is as it was,
 * and brings the database up to date again.
 */
export async function migrateDownAndUp(cluster, row) {
  await Promise.all(cluster.all.map(replica => replica.kill()));
  const knex = createRequire(
    inRoot('plugins/disaster-recovery-backend/package.json'),
  )('knex')({
    client: 'pg',
    connection: cluster.database.url,
    searchPath: ['disaster-recovery'],
  });
  const migrator = { directory: DIRECTORY };
  try {
    const [done] = await knex.migrate.list(migrator);
    for (let left = done.length; left > 0; left--) {
      const { name } = done[left - 1];
      await row.attempt(name, async () => {
        const before = await digests(cluster.database.url);
        await knex.migrate.down(migrator);
        const below = await digests(cluster.database.url);
        await knex.migrate.up(migrator);
        const after = await digests(cluster.database.url);
        await knex.migrate.down(migrator);
        return [
          ...lostRows(before, below, name),
          ...lostRows(before, after, name),
        ];
      });
    }
    await row.attempt('all of them up, and the portal starts', async () => {
      await knex.migrate.latest(migrator);
      await cluster.start();
      await cluster.fill();
      return [];
    });
  } finally {
    await knex.destroy();
  }
}
