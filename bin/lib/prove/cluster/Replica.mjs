import fs from 'node:fs';
import { configArguments, configEnvironment } from '../../backend.mjs';
import { waitFor } from '../../waitFor.mjs';

/** What a portal must have done by after SIGTERM: the grace period that docs/operating.md asks for. */
const GRACE_SECONDS = 60;

/** Whether the portal says that it can be asked. */
export async function readiness(url, milliseconds = 5_000) {
  try {
    const response = await fetch(`${url}/.backstage/health/v1/readiness`, {
      signal: AbortSignal.timeout(milliseconds),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** One backend process of a portal, which can be ended, paused and started again in every way. */
export class Replica {
  #processes;
  #node;
  #options;
  #process;
  #end;
  name;
  url;
  proxy;
  /** Whether a load balancer sends it requests. */
  isServing = false;

  /**
   * @param options - `name`, `port`, `program` (as `buildLeanBackend` gives it), `proxy` (to AWS), `environment`, and what `configEnvironment` takes
   */
  constructor(processes, tools, options) {
    this.#processes = processes;
    this.#node = tools.node;
    this.#options = { ...options, awsEndpoint: options.proxy.url };
    this.name = options.name;
    this.proxy = options.proxy;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get pid() {
    return this.#process.pid;
  }

  get logFile() {
    return this.#options.logFile;
  }

  get isRunning() {
    return this.#process !== undefined && this.#end === undefined;
  }

  /** Starts the process, without waiting. @param more - `environment` and `preload` (files) for this start alone */
  launch(more = {}) {
    const { program, environment, configs, logFile } = this.#options;
    this.#end = undefined;
    const child = this.#processes.start(
      `backend-${this.name}`,
      this.#node,
      [
        '--no-node-snapshot',
        ...(more.preload ?? []).flatMap(file => ['--require', file]),
        program.file,
        ...configArguments(configs),
      ],
      {
        cwd: program.folder,
        logFile,
        append: true,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          ...program.env,
          ...configEnvironment(this.#options),
          ...environment,
          ...more.environment,
        },
      },
    );
    this.#process = child;
    child.ended.then(end => {
      if (this.#process === child) {
        this.#end = end;
        this.isServing = false;
      }
    });
  }

  async start(more) {
    this.launch(more);
    await this.untilReady();
  }

  async untilReady(seconds = 240) {
    await waitFor(
      () => {
        if (this.#end) {
          throw new Error(
            `Replica ${this.name} ended with ${
              this.#end.code ?? this.#end.signal
            }:\n${this.#process.lastWords()}`,
          );
        }
        return readiness(this.url);
      },
      { seconds, every: 100, what: `Replica ${this.name}` },
    );
    this.isServing = true;
  }

  async kill() {
    await this.#process?.kill();
  }

  /** Ends it as a deployment does. @returns how it ended, and in how many seconds */
  async terminate() {
    const child = this.#process;
    const start = Date.now();
    process.kill(child.pid, 'SIGTERM');
    const timer = setTimeout(() => child.kill(), GRACE_SECONDS * 1000);
    const { code, signal } = await child.ended;
    clearTimeout(timer);
    return { code, signal, seconds: (Date.now() - start) / 1000 };
  }

  pause() {
    process.kill(this.pid, 'SIGSTOP');
  }

  resume() {
    process.kill(this.pid, 'SIGCONT');
  }

  signal(name) {
    process.kill(this.pid, name);
  }

  /** All that it has logged, in all its starts. */
  log() {
    return fs.readFileSync(this.logFile, 'utf8');
  }

  lastWords() {
    return this.#process.lastWords();
  }
}
