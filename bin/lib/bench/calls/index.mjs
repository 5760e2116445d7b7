import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../../steps.mjs';
import { waitFor } from '../../waitFor.mjs';
import { adoptSessions } from '../adoptSessions.mjs';
import { withClockwork } from '../clockwork.mjs';
import { executionEnd, largePlans, settled } from '../largePlans.mjs';
import { atMost } from '../table.mjs';

/** Peers' scenarios, and their calls (reference: a plan automation that polls every 30 s jobs of 300 s). */
const SCENARIOS = [
  { servers: 6, waves: 3, peer: 165 },
  { servers: 200, waves: 4, peer: 289 },
];
const SHARE = 1 / 3;
const PAGE = 200;
const WATCHED_SERVERS = 100;
const MINUTES = 10;
const WATCH_MOST = 1.2;

const byOperation = calls => {
  const counts = new Map();
  for (const { operation } of calls) {
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([operation, count]) => `${count} ${operation}`)
    .join(', ');
};

/** For so long nothing may be asked before calls are counted. */
const REST_MS = 5_000;
/** Less than half of what passes between two looks. */
const REST_BETWEEN_LOOKS_MS = 2_500;

/** Waits until AWS has not been asked anything for so long. */
async function rest(aws, every) {
  let count = -1;
  await waitFor(
    async () => {
      const before = count;
      count = (await aws.calls()).length;
      return count === before;
    },
    { seconds: 300, every, what: 'Rest after the first looks' },
  );
}

async function countRun(api, aws, plans, { servers, waves, peer }) {
  const plan = await plans.make(servers, waves);
  // A group is looked after on schedule, whether anything is launched or not: that is over before calls are counted.
  await settled(api, plan);
  await rest(aws, REST_MS);
  const before = (await aws.calls()).length;
  const { id } = await api.post(`/recovery-plans/${plan.id}/run`, {
    executionType: 'RECOVERY',
  });
  const execution = await executionEnd(api, id);
  const calls = (await aws.calls()).slice(before);
  const launched = execution.servers.filter(
    ({ status, recoveryInstanceId }) =>
      status === 'LAUNCHED' && recoveryInstanceId,
  );
  if (launched.length !== servers) {
    throw new Error(
      `${launched.length} of ${servers} servers have a verdict and an instance`,
    );
  }
  return atMost(Math.floor(peer * SHARE), {
    name: `${servers} servers in ${waves} waves`,
    value: calls.length,
    unit: 'calls',
    note: `the peer makes ${peer}; ${byOperation(calls)}`,
  });
}

/** Each in a portal of its own: the sessions of one scenario are watched, which is not what the next one costs. */
function measureExecution({ seed, speed }, scenario) {
  const { servers, waves } = scenario;
  return withClockwork(
    { speed, seed, estate: `large:${servers}` },
    ({ api, aws }) =>
      step(`Launching ${servers} servers in ${waves} waves`, () =>
        countRun(api, aws, largePlans(api), scenario),
      ),
  );
}

async function measureWatching({ seed, quick, speed }, sessions) {
  const servers = WATCHED_SERVERS;
  return withClockwork(
    { speed, seed, estate: `large:${servers}` },
    async ({ portal, api, aws }) => {
      await step(`Adopting ${sessions} sessions of ${servers} servers`, () =>
        adoptSessions(api, portal.simulatorUrl, {
          sessions,
          servers: servers / sessions,
          speed,
        }),
      );
      // What a session is asked for once, when it is new, is not what watching it costs.
      await rest(aws, REST_BETWEEN_LOOKS_MS);
      const minutes = quick ? 3 : MINUTES;
      const begin = await aws.now();
      const calls = await step(`Watching for ${minutes} minutes`, async () => {
        await delay((minutes * 60_000) / speed);
        return (await aws.calls()).filter(
          ({ simTime, operation }) =>
            Date.parse(simTime) > begin &&
            ['DescribeRecoveryInstances', 'DescribeSourceServers'].includes(
              operation,
            ),
        );
      });
      const passed = ((await aws.now()) - begin) / 60_000;
      return atMost(WATCH_MOST, {
        name: `watching ${servers} servers of ${sessions} ${
          sessions === 1 ? 'session' : 'sessions'
        }: calls over pages and minutes`,
        value: calls.length / (passed * Math.ceil(servers / PAGE)),
        note: `${calls.length} calls in ${passed.toFixed(
          1,
        )} minutes: ${byOperation(calls)}`,
      });
    },
  );
}

/** How many calls to AWS executions and watching cost. */
export async function measure({ seed, quick }) {
  const results = [];
  for (const scenario of quick ? SCENARIOS.slice(0, 1) : SCENARIOS) {
    results.push(
      await measureExecution({ seed, speed: quick ? 20 : 10 }, scenario),
    );
  }
  for (const sessions of [1, quick ? 10 : 100]) {
    results.push(await measureWatching({ seed, quick, speed: 10 }, sessions));
  }
  return { results };
}
