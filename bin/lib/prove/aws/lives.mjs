import { atATime } from '../companies/atATime.mjs';
import { protectCompany } from '../companies/companies.mjs';
import { startCompanies } from '../companies/startCompanies.mjs';
import { judge } from './judge.mjs';
import { Life } from './Life.mjs';

/**
 * How fast AWS's time runs, how often the portal looks at it, and the operator at the portal. Looking costs more than anything
 * else when many live at the same time.
 */
const PACES = {
  full: { speed: 300, pollingMs: 2000, lookMs: 3000 },
  quick: { speed: 600, pollingMs: 500, lookMs: 500 },
};

/** One life under one fault. */
async function liveUnder(
  { fault, route, isMixture },
  { api, trace, world, planId, lookMs },
) {
  const life = new Life({ api, fault, world, lookMs });
  const failures = [];
  try {
    const before = await world.world();
    const session = await life.live(planId, route);
    const { stops } = life;
    if (fault.tells && stops.every(({ reason }) => !fault.tells.test(reason))) {
      failures.push(`nothing that was told says ${fault.tells}`);
    }
    failures.push(
      ...judge({
        before,
        after: await world.world(),
        calls: trace.changesOf(world.accountId),
        session,
        life,
        fault,
        world,
      }),
    );
  } catch (error) {
    failures.push(`${life.chapter ?? 'before it began'}: ${error.message}`);
  } finally {
    await world.clear();
  }
  return {
    fault,
    route,
    isMixture,
    failures,
    stops: life.stops,
    retries: life.retries,
  };
}

/**
 * Lets each company live through a disaster of its own, with a fault of its own, many at the same time in one portal.
 *
 * @param lives - `fault` and `route` each
 * @param options - `processes`, `tools`, `seed`, `quick`, `together` (how many at a time), `tell` (called with the result of each)
 * @returns of each life: `stops`, `retries`, and what is wrong (`failures`)
 */
export async function liveAll(
  lives,
  { processes, tools, seed, quick, together, tell },
) {
  const pace = quick ? PACES.quick : PACES.full;
  const { api, trace, worlds, stop } = await startCompanies({
    processes,
    tools,
    count: lives.length,
    seed,
    pace,
  });
  try {
    const planIds = await atATime(4, worlds, world =>
      protectCompany(api, world),
    );
    return await atATime(together, lives, async (life, index) => {
      const result = await liveUnder(life, {
        api,
        trace,
        world: worlds[index],
        planId: planIds[index],
        lookMs: pace.lookMs,
      });
      tell(result);
      return result;
    });
  } finally {
    await stop();
  }
}
