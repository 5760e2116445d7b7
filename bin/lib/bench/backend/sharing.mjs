import { step } from '../../steps.mjs';
import { atLeast } from '../table.mjs';
import { costsOf } from './costsOf.mjs';
import { startLoadedPortal } from './loadedPortal.mjs';

/** A replica that has just started indexes and collects for a while. Seconds. */
const IDLE = { settle: 60, seconds: 120 };

/** How long sessions act while it is measured: all that time as many as AWS lets them. */
const ACTING_SECONDS = 120;

const computed = ({ probes }) =>
  probes.map(({ computedSeconds }) => computedSeconds);

/** What a replica computes in a second without any failover, which is Backstage's and is not to be shared. */
async function idleComputing(processes, tools, seed) {
  const portal = await startLoadedPortal(processes, tools, {
    sessions: 1,
    servers: 1,
    seed,
  });
  try {
    const cost = await step('Watching a portal without failovers', () =>
      portal.idle(IDLE),
    );
    return computed(cost)[0] / cost.seconds;
  } finally {
    await portal.stop();
  }
}

/**
 * How two replicas share the same work from its beginning, by what is done of it, which is what AWS lets through.
 *
 * @param options - the `sessions` and the `servers` of each, of which half work; `seed`
 */
export async function sharing(processes, tools, { sessions, servers, seed }) {
  const idle = await idleComputing(processes, tools, seed);
  const shares = [];
  for (const replicas of [1, 2]) {
    const [cost] = await costsOf(processes, tools, {
      sizes: [sessions],
      servers,
      seed,
      replicas,
      measure: portal =>
        step('Beginning to act', () => portal.begin(ACTING_SECONDS)),
    });
    shares.push(
      computed(cost).map(
        seconds => (1000 * (seconds - idle * cost.seconds)) / cost.calls,
      ),
    );
  }
  const [[alone], ofTwo] = shares;
  const ms = value => `${value.toFixed(1)} ms`;
  return atLeast(1.7, {
    name: `computing for ${sessions} sessions of ${servers} servers: of one replica over that of the busier of two`,
    value: alone / Math.max(...ofTwo),
    note: `${ms(alone)} for each call to AWS alone; of two ${ofTwo
      .map(ms)
      .join(' and ')}, beyond the ${(1000 * idle).toFixed(
      0,
    )} ms a second of a portal without failovers. Time on the clock tells nothing where two replicas, Postgres and the simulated AWS share two cores`,
  });
}
