import fs from 'node:fs';
import { inRoot } from '../../paths.mjs';
import { freePort } from '../../ports.mjs';
import { startPortalProcess } from '../portalProcess.mjs';

const TICKS_A_SECOND = 100;

/** Seconds that a process has computed so far; undefined where the system does not tell. */
function computedSeconds(pid) {
  if (!fs.existsSync('/proc/self/stat')) {
    return undefined;
  }
  const fields = fs
    .readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/**
 * Starts the portal's backend, and ends it when it is ready.
 *
 * @param options - `without`: the plugin is left out; and what `configEnvironment` takes
 * @returns the `seconds` until it was ready, and how many of them it `computed`
 */
export async function startOnce(processes, tools, { without, ...options }) {
  const backend = await startPortalProcess(processes, tools, {
    ...options,
    name: without ? 'portal-without' : 'portal-with',
    port: await freePort(),
    preload: [inRoot('bin/lib/bench/start/maybeWithoutPlugin.cjs')],
    environment: without ? { BENCH_WITHOUT_PLUGIN: '1' } : {},
  });
  const computed = computedSeconds(backend.pid);
  await backend.kill();
  return { seconds: backend.seconds, computed };
}
