import { step } from '../../steps.mjs';
import { startLoadedPortal } from './loadedPortal.mjs';

const LOOKS = 2;

/** Lets the newest sessions act, and measures so many looks after the next. */
export async function watch(portal) {
  await portal.act();
  return step(`Watching ${LOOKS} looks`, () => portal.looks(LOOKS));
}

/**
 * What a portal costs, at each of some numbers of sessions.
 *
 * @param options - `sizes`, numbers of sessions, from the smallest; `servers` of each; `replicas`; `seed`; `onlyWatched`; `measure`,
 * what is measured of a portal that has grown
 */
export async function costsOf(processes, tools, options) {
  const { sizes, servers, replicas = 1, seed, measure, onlyWatched } = options;
  const portal = await step(
    replicas === 1 ? 'Starting one replica' : `Starting ${replicas} replicas`,
    () =>
      startLoadedPortal(processes, tools, {
        sessions: sizes.at(-1),
        servers,
        replicas,
        seed,
        onlyWatched,
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
