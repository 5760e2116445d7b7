import { step } from '../../steps.mjs';
import { startLoadedPortal } from './loadedPortal.mjs';

/** Agents as fast as machines can be, for what is measured until it is done: their minutes are AWS's, and would be waited for. */
export const FAST_AGENTS = { agentSlowness: 0.1 };

/**
 * What a portal costs, at each of some numbers of sessions.
 *
 * @param options - `sizes`, numbers of sessions, from the smallest; `servers` of each; `replicas`; `seed`; `settings` of the
 * simulated AWS; `measure`, what is measured of a portal that has grown
 */
export async function costsOf(processes, tools, options) {
  const { sizes, servers, replicas = 1, seed, settings, measure } = options;
  const portal = await step(
    replicas === 1 ? 'Starting one replica' : `Starting ${replicas} replicas`,
    () =>
      startLoadedPortal(processes, tools, {
        sessions: sizes.at(-1),
        servers,
        replicas,
        seed,
        settings,
      }),
  );
  try {
    const costs = [];
    for (const sessions of sizes) {
      await step(
        `Failing over to ${sessions} sessions of ${servers} servers`,
        () => portal.grow(sessions),
      );
      costs.push({ ...(await measure(portal)), sessions, servers });
    }
    return costs;
  } finally {
    await portal.stop();
  }
}
