import fs from 'node:fs';
import { inData } from '../paths.mjs';
import { startPostgres, THROWAWAY } from '../postgres.mjs';

/**
 * A Postgres of the bench's own, which counts statements and can tell how it carried them out. Its data is deleted at the end:
 * a bench may leave gigabytes behind, also when it is interrupted.
 *
 * @returns what `startPostgres` gives, and `logFile`
 */
export async function startBenchPostgres(processes, name) {
  const folder = inData(`bench-${name}`);
  fs.rmSync(folder, { recursive: true, force: true });
  const postgres = await startPostgres(folder, [
    ...THROWAWAY,
    'shared_buffers=512MB',
    'max_wal_size=8GB',
    'shared_preload_libraries=pg_stat_statements',
  ]);
  processes.adopt(postgres.pid, postgres.remove);
  return {
    ...postgres,
    logFile: `${folder}/postgres.log`,
    remove: async () => {
      await postgres.remove();
      processes.release(postgres.pid);
    },
  };
}
