/** What a script can see and do on the instance that it runs on. Times are milliseconds. */
export type ScriptHost = {
  platform: 'linux' | 'windows';
  hostname: string;
  bootId: string;
  bootedAt: number;
  /** Whether the Windows agent has the batch files that some releases came with. */
  hasBatchFiles: boolean;
  /** What is in the agent's directory. */
  directory(at: number): 'present' | 'empty' | 'absent';
  /** Whether an uninstaller is at work. */
  isUninstalling(at: number): boolean;
  /** Whether the agent's services run. */
  isAgentRunning(at: number): boolean;
  /** Starts the uninstaller. Gives the time it ends, or why it fails. */
  uninstall(at: number): { endsAt: number } | { failure: string };
  removeDirectory(at: number): void;
};

/** How a script ended. */
export type ScriptResult = {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Simulated seconds that it took. */
  seconds: number;
  /** It rebooted the machine itself, and never came to an end. */
  rebooted: boolean;
};

/** Thrown inside a script to end it. */
export class ScriptExit extends Error {
  readonly exitCode: number;
  readonly rebooted: boolean;

  constructor(exitCode: number, rebooted = false) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
    this.rebooted = rebooted;
  }
}

/** Seconds after which a script is given up as endless. */
export const ENDLESS_SECONDS = 48 * 3600;
/** Commands after which a script is given up as endless. */
export const ENDLESS_COMMANDS = 200_000;
