import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';

/** A folder that is gone after the test. */
export function scratchFolder(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-test-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Runs a module of its own, with the tools of bin/lib at hand; with `byRunner` in a shell, as npm runs scripts, and then the
 * process is the shell's.
 *
 * @returns the process, `said` (what it has written so far) and `ended`, a promise of its exit code or signal
 */
export function runModule(t, source, { byRunner = false } = {}) {
  const node = [process.execPath, '--input-type=module', '--eval', source];
  const [program, ...args] = byRunner
    ? ['/bin/sh', '-c', '"$@"; exit $?', 'sh', ...node]
    : node;
  const child = spawn(program, args, {
    cwd: inRoot('bin/lib'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      npm_lifecycle_event: byRunner ? 'start' : undefined,
    },
  });
  const result = { pid: child.pid, said: '' };
  child.stdout.on('data', chunk => (result.said += chunk));
  result.ended = new Promise(resolve => {
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  t.after(() => child.kill('SIGKILL'));
  return result;
}
