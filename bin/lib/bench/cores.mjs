import { execFileSync } from 'node:child_process';
import os from 'node:os';

/** Whether processes can be kept on chosen cores here. */
export function canPin() {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Leaves a core to others, where there are more: a process, and what it starts from now on, keeps to the rest. */
export function keepOff(core, pid) {
  const rest = os
    .cpus()
    .map((_, number) => number)
    .filter(number => number !== core);
  if (rest.length > 0 && canPin()) {
    execFileSync(
      'taskset',
      ['--all-tasks', '--pid', '--cpu-list', rest.join(), String(pid)],
      { stdio: 'ignore' },
    );
  }
}
