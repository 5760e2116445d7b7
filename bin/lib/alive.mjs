import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** State and process group of a process, as Linux tells them; undefined where there is no such process, or no /proc. */
function look(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group) };
  } catch {
    return undefined;
  }
}

function answers(target) {
  try {
    process.kill(target, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether a process with this id runs; one that has ended and waits for its parent does not. */
export function isAlive(pid) {
  if (process.platform !== 'linux') {
    return answers(pid);
  }
  const state = look(pid)?.state;
  return state !== undefined && state !== 'Z';
}

/** Whether a process stands still, as after SIGSTOP. */
export function isStopped(pid) {
  if (process.platform === 'linux') {
    return look(pid)?.state === 'T';
  }
  return execFileSync('ps', ['-o', 'state=', '-p', String(pid)])
    .toString()
    .trim()
    .startsWith('T');
}

/** Whether anybody in the process group with this id runs. */
export function isGroupAlive(group) {
  if (process.platform !== 'linux') {
    return answers(-group);
  }
  return fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(look)
    .some(seen => seen?.group === group && seen.state !== 'Z');
}
