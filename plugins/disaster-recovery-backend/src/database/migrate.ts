import fs from 'node:fs/promises';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { withAdvisoryLock } from './withAdvisoryLock';

const LOCK = 'disaster-recovery/migrations';

/**
 * Brings the database up to date.
 *
 * @remarks
 * Replicas that start together would race for knex's own lock, which fails the loser's start and stays taken for good when
 * its holder dies. An advisory lock makes the others wait instead, and ends with its connection; whoever holds it may
 * therefore clear a lock that knex left behind.
 */
export async function migrate(
  database: Knex,
  options?: DatabaseService['migrations'],
): Promise<void> {
  if (options?.skip) {
    return;
  }
  const directory = resolvePackagePath(
    '@internal/plugin-disaster-recovery-backend',
    'migrations',
  );
  await withAdvisoryLock(database, LOCK, async () => {
    await database.migrate.forceFreeMigrationsLock({ directory });
    await refuseNewer(database, directory);
    await database.migrate.latest({ directory });
  });
}

/** An older version cannot know whether it may write what a newer one has changed. Replicas that run already are let be. */
async function refuseNewer(database: Knex, directory: string): Promise<void> {
  const known = new Set(await fs.readdir(directory));
  const [done]: { name: string }[][] = await database.migrate.list({
    directory,
    // It would refuse too, and say that files of this version were missing.
    disableMigrationsListValidation: true,
  });
  const unknown = done.map(({ name }) => name).filter(name => !known.has(name));
  if (unknown.length > 0) {
    throw new ConflictError(
      `The database of the disaster-recovery plugin was brought up to date by a newer version: this one does not know ${unknown.join(
        ', ',
      )}. Start the newer version, or roll these migrations back with it first.`,
    );
  }
}
