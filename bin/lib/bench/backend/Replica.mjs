import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../../paths.mjs';
import { freePort } from '../../ports.mjs';
import { waitFor } from '../../waitFor.mjs';
import { startPortalProcess } from '../portalProcess.mjs';

/**
 * How a process of half a gigabyte on one core is started, as docs/operating.md has it. Node takes what the machine has
 * otherwise, and collects its garbage when it is used up: a portal without this plugin holds 540 MB then. And it helps itself
 * with four threads, which take the one core away from its event loop.
 */
export const HALF_A_GIGABYTE = {
  NODE_OPTIONS:
    '--max-old-space-size=256 --max-semi-space-size=8 --v8-pool-size=1',
  MALLOC_ARENA_MAX: '2',
};

/** One backend process of a portal, kept on one core, that tells how it fares. */
export class Replica {
  #process;
  #folder;

  constructor(child, folder) {
    this.#process = child;
    this.#folder = folder;
    this.url = child.url;
  }

  static async start(processes, tools, options) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-replica-'));
    const child = await startPortalProcess(processes, tools, {
      ...options,
      port: await freePort(),
      preload: [inRoot('bin/lib/bench/backend/probe.cjs')],
      environment: {
        BENCH_PROBE: path.join(folder, 'probe.json'),
        ...HALF_A_GIGABYTE,
      },
    });
    return new Replica(child, folder);
  }

  /** What `probe.cjs` tells of the time since it was last asked. */
  async probe() {
    const file = path.join(this.#folder, 'probe.json');
    fs.rmSync(file, { force: true });
    process.kill(this.#process.pid, 'SIGUSR2');
    await waitFor(() => fs.existsSync(file), {
      seconds: 120,
      what: 'The answer of the probe',
    });
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  }

  async stop() {
    await this.#process.kill();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}
