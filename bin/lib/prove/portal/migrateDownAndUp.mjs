import { createRequire } from 'node:module';
import { inRoot } from '../../paths.mjs';
import { portalTables } from '../portalTables.mjs';

const DIRECTORY = inRoot('plugins/disaster-recovery-backend/migrations');

/** How many rows each table has. */
async function rowCounts(url) {
  const tables = await portalTables(url);
  try {
    const digests = await tables.snapshot();
    return new Map(
      [...digests].map(([table, digest]) => [table, parseInt(digest, 10)]),
    );
  } finally {
    await tables.close();
  }
}

/** The tables that are not the migration's own, and have other rows than they had. */
function lostRows(before, now, others, when) {
  return [...others.keys()]
    .filter(table => before.get(table) !== now.get(table))
    .map(
      table =>
        `${table} has ${now.get(table)} rows ${when}, it had ${before.get(
          table,
        )}`,
    );
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
        const before = await rowCounts(cluster.database.url);
        await knex.migrate.down(migrator);
        const below = await rowCounts(cluster.database.url);
        await knex.migrate.up(migrator);
        const after = await rowCounts(cluster.database.url);
        await knex.migrate.down(migrator);
        return [
          ...lostRows(before, below, below, 'without it'),
          ...lostRows(before, after, below, 'with it again'),
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
