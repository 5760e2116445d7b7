import { step } from '../../steps.mjs';
import { atLeast, atMost } from '../table.mjs';
import { startLoadedPortal } from './loadedPortal.mjs';
import { HALF_A_GIGABYTE } from './Replica.mjs';

const MEBIBYTE = 2 ** 20;
const LOOKS = 2;

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

const watch = async portal => {
  await portal.act();
  return step(`Watching ${LOOKS} looks`, () => portal.looks(LOOKS));
};

const computed = ({ probes }) =>
  probes.map(({ computedSeconds }) => computedSeconds);

function oneReplica({ probes: [probe], sessions, servers }) {
  const size = `${sessions} sessions of ${servers} servers`;
  return [
    atMost(100, {
      name: `event loop delay p99, ${size}`,
      value: probe.delayP99Ms,
      unit: 'ms',
    }),
    atMost(512, {
      name: `memory at most, ${size}`,
      value: probe.memoryBytes / MEBIBYTE,
      unit: 'MB',
    }),
  ];
}

function flatness(small, large) {
  const each = ({ statements, looks, sessions, servers }) =>
    statements / looks / (sessions * servers);
  const [before, after] = [each(small), each(large)];
  return atMost(1.1, {
    name: `statements for each server and look: ${large.sessions} sessions over ${small.sessions}`,
    value: after / before,
    note: `${before.toFixed(3)} and ${after.toFixed(3)}`,
  });
}

/** A replica that has just started indexes and collects for a while. Seconds. */
const IDLE = { settle: 60, seconds: 120 };

/** @returns what a replica computes in a second without any failover, which is Backstage's and is not to be shared */
async function idleComputing(processes, tools, { seed }) {
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

/** By what is done, which is what AWS lets through: two windows never see the very same. */
function sharing(one, two, idle) {
  const share = (computedSeconds, { calls, seconds }) =>
    (1000 * (computedSeconds - idle * seconds)) / calls;
  const [alone] = computed(one).map(seconds => share(seconds, one));
  const ofTwo = computed(two).map(seconds => share(seconds, two));
  const ms = value => `${value.toFixed(1)} ms`;
  return atLeast(1.7, {
    name: 'computing for failovers: of one replica over that of the busier of two',
    value: alone / Math.max(...ofTwo),
    note: `${ms(alone)} for each call to AWS alone; of two ${ofTwo
      .map(ms)
      .join(' and ')}, beyond the ${ms(
      1000 * idle,
    )} a second of a portal without failovers. Time on the clock tells nothing where two replicas, Postgres and the simulated AWS share two cores`,
  });
}

/** One replica on one core in the middle of many failovers, and how two share the work. */
export async function measure({ processes, tools, seed, quick }) {
  const servers = quick ? 100 : 300;
  const sizes = quick ? [2, 8] : [25, 100];
  const options = { servers, seed, measure: watch };
  const [small, large] = await costsOf(processes, tools, { ...options, sizes });
  const idle = await idleComputing(processes, tools, { seed });
  const [two] = await costsOf(processes, tools, {
    ...options,
    sizes: [sizes[0]],
    replicas: 2,
  });
  return {
    results: [
      ...oneReplica(large),
      flatness(small, large),
      sharing(small, two, idle),
    ],
    details: `A quarter of the sessions installs agents while it is measured, a quarter starts reverse replication, the others replicate back or are
only watched over. Everything is looked at every minute, as it is unless configured, at the pace of AWS itself, which takes 10
requests a second for DRS and 5 for SSM. The process is started as for a container of 512 MB: ${Object.entries(
      HALF_A_GIGABYTE,
    )
      .map(([name, value]) => `\`${name}=${value}\``)
      .join(', ')}.`,
  };
}
