import fs from 'node:fs';
import { inRoot } from './paths.mjs';
import { waitFor } from './waitFor.mjs';

const PROGRAM = inRoot('packages/aws-simulator/bin/aws-simulator');

const BROKE = /^The simulated AWS broke .*$/m;

/**
 * Wants that the simulated AWS was never at fault itself: a portal takes that for a fault of AWS, and what was tried on it
 * proves nothing.
 *
 * @param simulator - of startSimulator
 * @throws Error with the first fault
 */
export function assertSound({ logFile }) {
  const [broke] = BROKE.exec(fs.readFileSync(logFile, 'utf8')) ?? [];
  if (broke) {
    throw new Error(broke);
  }
}

/**
 * Starts the simulated AWS.
 *
 * @param options - `port`, and whatever else its command line offers: `speed` (simulated seconds a second), `estate`,
 *   `seed`, `trace` and `state` (files), `settings` (JSON)
 * @returns the process and the `url` that stands for every AWS endpoint
 */
export async function startSimulator(processes, { node, env }, options) {
  const { logFile, append, ...flags } = options;
  const simulator = processes.start(
    'simulator',
    node,
    [
      PROGRAM,
      ...Object.entries(flags).flatMap(([name, value]) =>
        value === undefined ? [] : [`--${name}`, String(value)],
      ),
    ],
    { env, logFile, append },
  );
  const url = `http://127.0.0.1:${options.port}`;
  let end;
  simulator.ended.then(result => {
    end = result;
  });
  await waitFor(
    async () => {
      if (end) {
        throw new Error(
          `The simulated AWS did not start:\n${simulator.lastWords()}\n(all of it in ${
            simulator.logFile
          })`,
        );
      }
      try {
        const response = await fetch(`${url}/_simulator/state`);
        await response.arrayBuffer();
        return response.ok;
      } catch {
        return false;
      }
    },
    { seconds: 60, every: 100, what: 'The simulated AWS' },
  );
  return { ...simulator, url };
}
