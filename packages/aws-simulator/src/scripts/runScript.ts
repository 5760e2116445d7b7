import { PowerShell } from './runPowerShell';
import { Shell } from './runShell';
import { ScriptRun } from './ScriptRun';
import { ScriptExit, ScriptHost, ScriptResult } from './types';

/**
 * Runs a script on an instance, from `at` on, in no time: what the instance will be while
 * the script waits is known, because it follows from the time.
 */
export function runScript(
  script: string,
  host: ScriptHost,
  at: number,
): ScriptResult {
  const run = new ScriptRun(host, at);
  let exitCode = 0;
  let rebooted = false;
  try {
    exitCode =
      host.platform === 'windows'
        ? new PowerShell(run).script(script)
        : new Shell(run).script(script);
  } catch (error) {
    if (!(error instanceof ScriptExit)) throw error;
    exitCode = error.exitCode;
    rebooted = error.rebooted;
  }
  return {
    exitCode,
    rebooted,
    stdout: run.stdout,
    stderr: run.stderr,
    seconds: Math.max(1, (run.time - at) / 1000),
  };
}
