import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { keptBuild } from '../keptBuild.mjs';
import { inRoot } from '../paths.mjs';

const SOURCES = [
  'bin/lib/lean',
  'plugins/disaster-recovery-backend/src',
  'plugins/disaster-recovery-common/src',
  'yarn.lock',
];
/** Named by libraries in case there is one; no installation of ours has any. */
const ABSENT = [
  '@google-cloud/cloud-sql-connector',
  'better-sqlite3',
  'mariadb',
  'mysql',
  'mysql2',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'sqlite3',
  'tedious',
];
/** These find their files by their own folder. */
const IN_THEIR_FOLDER = ['pg-format'];
/** What reads the schema of a configuration, which is not read here: a third of the file. */
const UNUSED = ['ts-json-schema-generator', 'typescript'];

async function build(place) {
  const esbuild = createRequire(inRoot('package.json'))('esbuild');
  await esbuild.build({
    entryPoints: [inRoot('bin/lib/lean/backend.mjs')],
    outfile: path.join(place, 'backend.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: [...ABSENT, ...IN_THEIR_FOLDER, ...UNUSED],
    loader: { '.node': 'copy' },
    minify: true,
    // Errors are told apart by the names of their classes.
    keepNames: true,
    logLevel: 'error',
  });
}

/**
 * Puts the backend of backend.mjs and everything that it uses into one file: it starts in a fraction of the time that
 * thousands of files take. The file is kept for the next time.
 *
 * @returns the `file`, the `folder` to run it in, more `env`, and `remove`, for the end
 */
export async function buildLeanBackend() {
  // Below the repository, for what is not in the file is found from there.
  const place = await keptBuild('lean', SOURCES, build);
  // Not below it: Backstage reads the configuration schema of every package of the repository it is run in, which takes seconds.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lean-backend-'));
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'lean-backend', version: '0.0.0', private: true }),
  );
  return {
    file: path.join(place, 'backend.cjs'),
    folder,
    env: { NODE_COMPILE_CACHE: path.join(place, 'compiled') },
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
