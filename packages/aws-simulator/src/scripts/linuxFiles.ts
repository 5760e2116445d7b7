import { LINUX_DIRECTORY, LINUX_FILES } from './agentPaths';
import type { Shell } from './runShell';

/** A path from the root, as the shell's directory makes it. */
export function absolute(shell: Shell, path: string): string {
  const whole = path.startsWith('/') ? path : `${shell.run.directory}/${path}`;
  return whole
    .replaceAll('/./', '/')
    .replace(/\/+/g, '/')
    .replace(/(.)\/$/, '$1');
}

/** What a path is: agent files follow from the agent's state, everything else exists not. */
export function kindOf(
  shell: Shell,
  path: string,
): 'file' | 'directory' | undefined {
  const whole = absolute(shell, path);
  const state = shell.run.host.directory(shell.run.time);
  if (whole === LINUX_DIRECTORY) {
    return state === 'absent' ? undefined : 'directory';
  }
  const isAgentFile = LINUX_FILES.some(
    file => whole === `${LINUX_DIRECTORY}/${file}`,
  );
  return isAgentFile && state === 'present' ? 'file' : undefined;
}

/** Names in the agent's directory; undefined for paths that do not exist. */
export function listing(shell: Shell, path: string): string[] | undefined {
  if (absolute(shell, path) !== LINUX_DIRECTORY) return undefined;
  const state = shell.run.host.directory(shell.run.time);
  if (state === 'absent') return undefined;
  return state === 'present' ? [...LINUX_FILES].sort() : [];
}
