import {
  ENDLESS_COMMANDS,
  ENDLESS_SECONDS,
  ScriptExit,
  ScriptHost,
} from './types';

/**
 * A script at work: its own time, output and variables. Time passes only for the script;
 * the world follows when the command ends.
 */
export class ScriptRun {
  readonly host: ScriptHost;
  readonly startedAt: number;
  readonly variables: Record<string, string> = {};
  directory = '/';
  time: number;
  stdout = '';
  stderr = '';
  #commands = 0;

  constructor(host: ScriptHost, startedAt: number) {
    this.host = host;
    this.startedAt = startedAt;
    this.time = startedAt;
  }

  /** Counts a command, which takes a moment; a script that never ends is stopped. */
  tick(): void {
    this.#commands += 1;
    this.time += 20;
    if (this.#commands > ENDLESS_COMMANDS) {
      this.time = this.startedAt + ENDLESS_SECONDS * 1000;
    }
    this.#stopEndless();
  }

  sleep(seconds: number): void {
    this.time += Math.max(0, seconds) * 1000;
    this.#stopEndless();
  }

  #stopEndless(): void {
    if (this.time - this.startedAt >= ENDLESS_SECONDS * 1000) {
      throw new ScriptExit(143);
    }
  }

  print(text: string): void {
    this.stdout += text;
  }

  printError(text: string): void {
    this.stderr += text;
  }
}
