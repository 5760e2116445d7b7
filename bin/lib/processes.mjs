import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive, isGroupAlive } from './alive.mjs';
import { inData, inRoot } from './paths.mjs';
import { waitFor, waitUntil } from './waitFor.mjs';

const PATIENCE_SECONDS = 5;

function signalGroup(pid, signal) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch (error) {
      if (error.code !== 'ESRCH') {
        throw error;
      }
    }
  }
}

function openLog(file, append) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return fs.openSync(file, append ? 'a' : 'w');
}

function lastLines(file, count) {
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.slice(-count).join('\n');
}

/**
 * The child processes of one command. Each leads a process group of its own and writes to a log file; `stopAll` ends
 * them, the youngest first. Should this process die without a word, a small guard does so in its place.
 */
export class Processes {
  #running = new Map();
  #guard;

  /** Has the guard watch over a process that was not started here. */
  adopt(pid, stop) {
    this.#tellGuard(`+ ${pid}`);
    this.#running.set(pid, stop);
  }

  /** The process has ended, or is somebody else's from now on. */
  release(pid) {
    this.#running.delete(pid);
    this.#tellGuard(`- ${pid}`);
  }

  /**
   * Starts a process that goes on.
   *
   * @returns pid, logFile, `ended` (a promise of code and signal), `stop` and `kill`
   */
  start(name, command, args, options = {}) {
    const logFile = options.logFile ?? inData('logs', `${name}.log`);
    const log = options.show ? undefined : openLog(logFile, options.append);
    const child = spawn(command, args, {
      cwd: options.cwd ?? inRoot(),
      env: options.env ?? process.env,
      detached: true,
      stdio: ['ignore', log ?? 'inherit', log ?? 'inherit'],
    });
    if (log !== undefined) {
      fs.closeSync(log);
    }
    const ended = new Promise(resolve => {
      child.once('error', error => resolve({ code: 1, error }));
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    const { pid } = child;
    // A child's own children may take a little longer than itself.
    const isGone = () => !isGroupAlive(pid);
    const end = signal => async () => {
      for (const next of [signal, 'SIGKILL']) {
        if (isGone()) {
          break;
        }
        signalGroup(pid, next);
        await waitUntil(isGone, PATIENCE_SECONDS);
      }
      await ended;
    };
    if (pid) {
      this.adopt(pid, end('SIGTERM'));
      ended.then(() => isGone() && this.release(pid));
    }
    return {
      pid,
      logFile,
      ended,
      stop: end('SIGTERM'),
      kill: end('SIGKILL'),
      lastWords: () => lastLines(logFile, 15),
    };
  }

  /** Runs a process to its end, and fails with its last words unless it ends well. */
  async run(name, command, args, options = {}) {
    const child = this.start(name, command, args, options);
    const { code, signal, error } = await child.ended;
    if (error) {
      throw error;
    }
    if (code !== 0) {
      const how = signal ? `was ended by ${signal}` : `ended with ${code}`;
      const said = options.show ? '' : `:\n${child.lastWords()}\n`;
      throw new Error(
        `${path.basename(command)} ${args[0] ?? ''} ${how}${said}${
          options.show ? '' : `(all of it in ${child.logFile})`
        }`,
      );
    }
  }

  /** Ends everything that still runs. */
  async stopAll() {
    for (const [pid, stop] of [...this.#running].reverse()) {
      await stop();
      await waitFor(() => !isAlive(pid), {
        seconds: 2 * PATIENCE_SECONDS,
        what: `The end of process ${pid}`,
      });
      this.release(pid);
    }
    this.#guard?.stdin.end();
    this.#guard = undefined;
  }

  #tellGuard(line) {
    if (!this.#guard) {
      this.#guard = spawn(process.execPath, [inRoot('bin/lib/guard.mjs')], {
        detached: true,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      this.#guard.stdin.on('error', () => {});
      this.#guard.unref();
      this.#guard.stdin.unref();
    }
    this.#guard.stdin.write(`${line}\n`);
  }
}
