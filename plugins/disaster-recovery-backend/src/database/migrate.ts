import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
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
    await database.migrate.latest({ directory });
  });
}
