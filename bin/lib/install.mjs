import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const YARN = inRoot('.yarn/releases/yarn-4.13.0.cjs');
const DONE = inRoot('node_modules/.portal-installed');

function packageFiles() {
  const workspaces = ['packages', 'plugins'].flatMap(group =>
    fs
      .readdirSync(inRoot(group))
      .map(name => inRoot(group, name, 'package.json'))
      .filter(file => fs.existsSync(file)),
  );
  return [
    inRoot('package.json'),
    inRoot('yarn.lock'),
    inRoot('.yarnrc.yml'),
    ...workspaces.sort(),
  ];
}

function wanted() {
  const hash = crypto.createHash('sha256');
  for (const file of packageFiles()) {
    hash.update(path.relative(inRoot(), file)).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/** Whether what is installed is what the lock file says. */
export function isInstalled() {
  return fs.existsSync(DONE) && fs.readFileSync(DONE, 'utf8') === wanted();
}

/** Installs exactly what the lock file says. */
export async function install(processes, { node, env }) {
  await processes.run('install', node, [YARN, 'install', '--immutable'], {
    env,
  });
  // A file of its own: several checkouts may share the files of one node_modules by hard links.
  fs.rmSync(DONE, { force: true });
  fs.writeFileSync(DONE, wanted());
}
