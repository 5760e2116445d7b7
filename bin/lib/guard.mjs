// Outlives the command that started it by a few seconds. It is told which processes run ("+ pid") and which have ended
// ("- pid"); when the command is gone, whatever the reason, it ends those that are left, the youngest first.
import readline from 'node:readline';
import { isAlive, isGroupAlive } from './alive.mjs';
import { waitUntil } from './waitFor.mjs';

const PATIENCE_SECONDS = 5;
const running = new Set();

function signal(pid, name) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, name);
      return;
    } catch {
      // No such group: the process alone, or nothing at all.
    }
  }
}

async function end(pid) {
  const isGone = () => !isAlive(pid) && !isGroupAlive(pid);
  // Postgres takes SIGINT for "at once, but in order"; the others end in order for either.
  for (const next of ['SIGINT', 'SIGKILL']) {
    if (isGone()) {
      break;
    }
    signal(pid, next);
    await waitUntil(isGone, PATIENCE_SECONDS);
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [sign, pid] = line.split(' ');
  if (sign === '+') {
    running.add(Number(pid));
  } else {
    running.delete(Number(pid));
  }
}
for (const pid of [...running].reverse()) {
  await end(pid);
}
