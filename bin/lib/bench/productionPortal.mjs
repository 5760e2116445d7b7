import fs from 'node:fs';
import path from 'node:path';
import { APP_SOURCES, buildApp, isAppBuilt } from '../buildApp.mjs';
import { keptBuild } from '../keptBuild.mjs';
import { inRoot } from '../paths.mjs';

/** In the order in which they are built: the last one packs what is there of the others. */
const BUILT = [
  'plugins/disaster-recovery-common',
  'plugins/disaster-recovery-backend',
  'packages/backend',
];
const PACKAGES = ['packages/app', ...BUILT];
const SOURCES = [
  ...APP_SOURCES,
  'packages/backend',
  'plugins/disaster-recovery-backend/migrations',
  'bin/lib/bench/productionPortal.mjs',
];

async function buildPackages(processes, tools) {
  const { node, env, cli } = tools;
  if (!isAppBuilt()) {
    await buildApp(processes, tools);
  }
  // A package is built with its declarations, which only the compiler makes.
  await processes.run('declarations', node, [inRoot('node_modules/.bin/tsc')], {
    cwd: inRoot(),
    env,
  });
  for (const place of BUILT) {
    await processes.run(
      `build-${path.basename(place)}`,
      node,
      // What a package is made of is built before it.
      cli('package', 'build', '--skip-build-dependencies'),
      { cwd: inRoot(place), env },
    );
  }
}

/** What is installed from a registry is found above; of our own packages only what was built of them is to be. */
function linkPackages(place) {
  for (const packagePlace of PACKAGES) {
    const { name } = JSON.parse(
      fs.readFileSync(inRoot(packagePlace, 'package.json'), 'utf8'),
    );
    const link = path.join(place, 'node_modules', name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(
      path.relative(path.dirname(link), path.join(place, packagePlace)),
      link,
    );
  }
}

/**
 * Builds the portal's backend, with the web app that it serves, as a company puts it into an image: without the compiler that
 * runs it from its sources, which alone takes up to a hundred megabytes.
 *
 * @returns the file to start
 */
export async function buildProductionPortal(processes, tools) {
  const place = await keptBuild('production', SOURCES, async folder => {
    await buildPackages(processes, tools);
    fs.mkdirSync(folder, { recursive: true });
    await processes.run(
      'unpack',
      'tar',
      ['xzf', inRoot('packages/backend/dist/bundle.tar.gz'), '-C', folder],
      { env: tools.env },
    );
    linkPackages(folder);
  });
  return path.join(place, 'packages/backend/dist/index.cjs.js');
}
