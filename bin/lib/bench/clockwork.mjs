import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { portalApi } from '../portalApi.mjs';
import { startScratchPortal } from '../scratchPortal.mjs';
import { step } from '../steps.mjs';

const POLLING_MS = 60_000;

/** As AWS is: an answer takes its time. Simulated seconds. */
const LATENCY = [0.05, 0.2];

/**
 * Does something with a portal whose AWS, and whose polling with it, runs so many times as fast as the real one: all that is
 * waited for is as long in simulated time as it is in a real portal. Only the portal's own work is not faster.
 *
 * @param options - `speed`, `estate`, `seed`, and `settings` of the simulated AWS
 * @param work - gets the portal, its `api`, and `aws`: what the simulated AWS tells of itself
 */
export async function withClockwork(options, work) {
  const { speed, settings, ...rest } = options;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const config = path.join(folder, 'app-config.yaml');
  fs.writeFileSync(
    config,
    `disasterRecovery:\n  polling:\n    interval: ${Math.round(
      POLLING_MS / speed,
    )}ms\n`,
  );
  try {
    const portal = await step('Starting a portal', () =>
      startScratchPortal({
        ...rest,
        speed,
        settings: { latency: LATENCY, ...settings },
        webApp: false,
        lean: !rest.filled,
        configs: [config],
      }),
    );
    try {
      return await work({
        portal,
        api: portalApi(portal.url, portal.automationToken),
        aws: simulatorFacts(portal.simulatorUrl),
      });
    } finally {
      await portal.stop();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function simulatorFacts(url) {
  const get = async what => {
    const response = await fetch(`${url}/_simulator/${what}`);
    if (!response.ok) {
      throw new Error(`${what} was answered ${response.status}`);
    }
    return response;
  };
  return {
    /** Simulated time, in milliseconds. */
    now: async () => Date.parse((await (await get('clock')).json()).now),
    /** What AWS worked on, from a moment on. */
    activities: async since =>
      (
        await get(
          `activities${since ? `?since=${new Date(since).toISOString()}` : ''}`,
        )
      ).json(),
    /** The calls so far, oldest first. */
    calls: async () =>
      (await (await get('trace')).text())
        .split('\n')
        .filter(line => line)
        .map(line => JSON.parse(line)),
  };
}
