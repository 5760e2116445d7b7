import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inData, inRoot } from './paths.mjs';

const BUILT = inRoot('packages/app/dist/index.html');
const DONE = inData('app-build');

/** What the web app is made of, and the configuration that a build reads. */
export const APP_SOURCES = [
  'packages/app',
  'plugins',
  'packages/backend/package.json',
  'package.json',
  'yarn.lock',
  'app-config.yaml',
];
const NO_SOURCE =
  /^(node_modules|dist|dist-types|coverage|e2e-tests|migrations|.*\.(test|log)\..*)$/;

function* filesBelow(place) {
  if (!fs.statSync(place).isDirectory()) {
    yield place;
    return;
  }
  for (const entry of fs.readdirSync(place).sort()) {
    if (!NO_SOURCE.test(entry)) {
      yield* filesBelow(path.join(place, entry));
    }
  }
}

/** Tells sources apart: the same for the same files with the same contents. */
export function hashSources(places) {
  const hash = crypto.createHash('sha256');
  for (const file of places.flatMap(name => [...filesBelow(inRoot(name))])) {
    hash.update(path.relative(inRoot(), file)).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/** The sources, and when this very build was made: another build in the same place does not count. */
function signature() {
  return `${hashSources(APP_SOURCES)} ${fs.statSync(BUILT).mtimeMs}`;
}

/** Whether the web app that was built last is made of today's sources. */
export function isAppBuilt() {
  return (
    fs.existsSync(BUILT) &&
    fs.existsSync(DONE) &&
    fs.readFileSync(DONE, 'utf8') === signature()
  );
}

/** Notes that packages/app/dist is made of today's sources. */
export function noteAppBuild() {
  fs.mkdirSync(path.dirname(DONE), { recursive: true });
  fs.writeFileSync(DONE, signature());
}

/** Builds the web app into packages/app/dist, from where the backend serves it. */
export async function buildApp(processes, { node, env, cli }) {
  await processes.run('build-app', node, cli('package', 'build'), {
    cwd: inRoot('packages/app'),
    env: { ...env, NODE_ENV: 'production' },
  });
  noteAppBuild();
}
