import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from './alive.mjs';
import { waitFor } from './waitFor.mjs';

function holderOf(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes a lock file for this process, unless a living process holds it.
 *
 * @returns a function that releases it, or undefined
 */
export function tryLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    // A link appears complete or not at all, so that nobody reads a lock without its owner.
    fs.linkSync(mine, file);
    return () => fs.rmSync(file, { force: true });
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
    const holder = holderOf(file);
    if (!holder || !isAlive(holder)) {
      fs.rmSync(file, { force: true });
      return tryLock(file);
    }
    return undefined;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/** Runs the work while holding the lock; waits for others that hold it. */
export async function withLock(file, work) {
  const release = await waitFor(() => tryLock(file), {
    seconds: 120,
    what: `The lock ${file}`,
  });
  try {
    return await work();
  } finally {
    release();
  }
}
