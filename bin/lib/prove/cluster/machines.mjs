import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../../paths.mjs';

const MINUTE_MS = 60_000;
const PRELOAD = ['freezeAfterIntent', 'shiftClock'].map(name =>
  inRoot('bin/lib/preload', `${name}.cjs`),
);

/**
 * The machines that replicas run on: each can stand still, and has a clock of its own, which may be wrong.
 *
 * @param clocks - by how many minutes each is wrong, in the order of `names`; right unless told
 * @returns `of`, what a replica is started with; `freezeFile`; `setClock`, in minutes; `remove`
 */
export function machines(names, clocks = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-'));
  const freezeFile = path.join(folder, 'freeze');
  const clockFile = name => path.join(folder, `clock-${name}`);
  const setClock = (name, minutes) =>
    fs.writeFileSync(clockFile(name), String(minutes * MINUTE_MS));
  names.forEach((name, index) => setClock(name, clocks[index] ?? 0));
  return {
    of: name => ({
      preload: PRELOAD,
      environment: { FREEZE_FILE: freezeFile, CLOCK_FILE: clockFile(name) },
    }),
    freezeFile,
    setClock,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
