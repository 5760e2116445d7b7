import fs from 'node:fs';
import { hashSources } from './buildApp.mjs';
import { withLock } from './lock.mjs';
import { inData } from './paths.mjs';

const DAY_MS = 24 * 60 * 60_000;

/** Removes what nobody can be running any more. */
function removeOld(name) {
  for (const old of fs.readdirSync(inData(name))) {
    if (Date.now() - fs.statSync(inData(name, old)).mtimeMs > DAY_MS) {
      fs.rmSync(inData(name, old), { recursive: true, force: true });
    }
  }
}

/**
 * Builds something once for the same sources, whoever asks, and keeps it for a day at least.
 *
 * @param sources - files and folders, below the repository
 * @param build - fills a folder, which it makes
 * @returns the folder, made of today's sources
 */
export async function keptBuild(name, sources, build) {
  const place = inData(name, hashSources(sources).slice(0, 16));
  await withLock(inData(`${name}.lock`), async () => {
    if (!fs.existsSync(place)) {
      // Filled beside its place: a folder that exists is a complete one.
      fs.rmSync(`${place}.unfinished`, { recursive: true, force: true });
      await build(`${place}.unfinished`);
      removeOld(name);
      fs.renameSync(`${place}.unfinished`, place);
    }
  });
  return place;
}
