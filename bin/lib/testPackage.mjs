// Runs the tests of one package on the shared test Postgres; see bin/test-package.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { TEST_TIMEOUT } from './jest.mjs';
import { inRoot } from './paths.mjs';
import {
  sharedTestPostgres,
  testDatabaseEnvironment,
} from './testPostgres.mjs';

const isPackage = folder =>
  folder !== undefined && fs.existsSync(path.join(folder, 'package.json'));

const args = process.argv.slice(2);
const named = [args[0], args[0] && inRoot(args[0])].find(isPackage);
const folder = path.resolve(named ?? process.cwd());
if (!isPackage(folder) || folder === inRoot()) {
  process.stderr.write(
    'Usage: bin/test-package <package folder> [pattern...] [jest options], or without the folder from inside it\n',
  );
  process.exit(1);
}

const { url } = await sharedTestPostgres();
const child = spawn(
  process.execPath,
  [
    inRoot('node_modules/.bin/backstage-cli'),
    'package',
    'test',
    '--watchAll=false',
    TEST_TIMEOUT,
    ...(named ? args.slice(1) : args),
  ],
  {
    cwd: folder,
    stdio: 'inherit',
    env: { CI: '1', ...process.env, ...testDatabaseEnvironment(url) },
  },
);
child.once('exit', (code, signal) => {
  process.exitCode = signal ? 1 : code;
});
