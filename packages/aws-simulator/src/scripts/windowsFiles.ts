import {
  WINDOWS_BATCH_FILES,
  WINDOWS_DIRECTORY,
  WINDOWS_FILES,
} from './agentPaths';
import { ScriptRun } from './ScriptRun';

/** Whether a path exists: the agent's, as its state says, copies of its installer, and nothing else. */
export function windowsPathExists(run: ScriptRun, path: string): boolean {
  const state = run.host.directory(run.time);
  const whole = path
    .replace(/^["']|["']$/g, '')
    .replace(/[\\/]+$/, '')
    .replaceAll('/', '\\')
    .toLowerCase();
  const root = WINDOWS_DIRECTORY.toLowerCase();
  if (whole === root) return state !== 'absent';
  const files = [
    ...WINDOWS_FILES,
    ...(run.host.hasBatchFiles ? WINDOWS_BATCH_FILES : []),
  ];
  const isKnown = files.some(
    file => whole === `${root}\\${file.toLowerCase()}`,
  );
  return (
    (isKnown && state === 'present') ||
    run.variables[`copy:${whole}`] !== undefined
  );
}
