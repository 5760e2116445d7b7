import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { step } from './steps.mjs';
import { unpackChromium, unpackedChromium } from './unpackedChromium.mjs';

/** The shell without a window comes first: it takes the least of the machine. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'chrome',
];

const works = program =>
  fs.existsSync(program) &&
  spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

function onPath() {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap(folder => NAMES.map(name => path.join(folder, name)));
}

function ownedByPlaywright() {
  const require = createRequire(inRoot('package.json'));
  return require('@playwright/test').chromium.executablePath();
}

/**
 * A Chromium that is here already: the one that PLAYWRIGHT_CHROMIUM_PATH names, the system's, Playwright's own, or the
 * one that an earlier run unpacked.
 *
 * @returns the path of its program, or undefined
 */
function findChromium() {
  return (
    process.env.PLAYWRIGHT_CHROMIUM_PATH ||
    [...onPath(), ownedByPlaywright(), unpackedChromium].find(works)
  );
}

async function installPackages(packages, processes, { env }) {
  for (const args of [
    ['update'],
    ['install', '--yes', '--no-install-recommends', ...packages],
  ]) {
    await processes.run(`apt-get-${args[0]}`, 'apt-get', args, {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
}

/** Debian's packages, the shell or else the whole browser: installed where we may, and unpacked where we may not. */
function debianPackages() {
  const get = process.getuid?.() === 0 ? installPackages : unpackChromium;
  return ['chromium-headless-shell', 'chromium'].map(
    name =>
      (...context) =>
        // The fonts are as wide as those that pages ask for: without them a page looks as it does nowhere else.
        get([name, 'fonts-liberation'], ...context),
  );
}

function download(processes, { node, env }) {
  return processes.run(
    'playwright-install',
    node,
    [inRoot('node_modules/.bin/playwright'), 'install', 'chromium'],
    { env },
  );
}

async function installChromium(processes, tools) {
  for (const way of [...debianPackages(), download]) {
    try {
      await way(processes, tools);
    } catch {
      // Not on this system; the next way, or the caller's sentence.
      continue;
    }
    const program = findChromium();
    if (program) {
      return program;
    }
  }
  return undefined;
}

/**
 * Gives a Chromium. Where there is none, it gets one: Debian's package, installed where we may and unpacked where we may
 * not, or Playwright's download.
 *
 * @param tools - of `setUp`
 * @returns the path of its program
 * @throws Error when there is none and nothing works
 */
export async function ensureChromium(processes, tools) {
  const chromium =
    findChromium() ??
    (await step('Installing Chromium', () =>
      installChromium(processes, tools),
    ));
  if (!chromium) {
    throw new Error(
      'This needs a Chromium. There is none, and none could be installed: install one, or name it in PLAYWRIGHT_CHROMIUM_PATH.',
    );
  }
  return chromium;
}
