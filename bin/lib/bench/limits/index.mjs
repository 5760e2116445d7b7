import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../../steps.mjs';
import { adoptSessions } from '../adoptSessions.mjs';
import { withClockwork } from '../clockwork.mjs';
import { largePlans, sourceServerId } from '../largePlans.mjs';
import { REQUEST_RATES } from '../requestRates.mjs';
import { atMost } from '../table.mjs';

/** DRS replicates 300 servers in an account and region at most. */
const FULL = { sessions: 20, servers: 15 };
const QUICK = { sessions: 5, servers: 10 };
const WORST = 1.5;
const URGENT_SHARE = 0.25;
const POLL_MS = 1_000;

const median = values =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The time that an operation of a session took, once it has ended well. Seconds. */
async function operationSeconds(api, id, operation) {
  for (;;) {
    const { lastOperation, currentOperation, lastError } = await api.get(
      `/failover-sessions/${id}`,
    );
    if (!currentOperation && lastOperation?.id === operation.id) {
      if (lastOperation.status !== 'SUCCEEDED') {
        throw new Error(`An operation failed: ${lastError?.message}`);
      }
      const { startedAt, endedAt } = lastOperation;
      return (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
    }
    await delay(POLL_MS);
  }
}

/** How long after it was asked for a launch reached DRS, while everything else waits for its turn. Seconds. */
async function launchSeconds(api, aws, plan) {
  const begin = await aws.now();
  await api.post(`/recovery-plans/${plan.id}/run`, { executionType: 'DRILL' });
  for (;;) {
    const launch = (await aws.calls()).find(
      ({ operation, simTime, status, request }) =>
        operation === 'StartRecovery' &&
        status < 300 &&
        Date.parse(simTime) >= begin &&
        request.isDrill,
    );
    if (launch) {
      return (Date.parse(launch.simTime) - begin) / 1000;
    }
    await delay(POLL_MS);
  }
}

async function storm(api, aws, sessions, plan) {
  const begin = await aws.now();
  const operations = await Promise.all(
    sessions.map(({ id }) =>
      api.post(`/failover-sessions/${id}/start-reverse-replication`),
    ),
  );
  const [launched, ...seconds] = await Promise.all([
    launchSeconds(api, aws, plan),
    ...sessions.map(({ id }, index) =>
      operationSeconds(api, id, operations[index]),
    ),
  ]);
  const whole = ((await aws.now()) - begin) / 1000;
  const calls = (await aws.calls()).filter(
    ({ simTime, service }) => service === 'drs' && Date.parse(simTime) >= begin,
  );
  return { launched, seconds, whole, calls };
}

/**
 * Many sessions at once under AWS's request rates: all finish, none starves, and a launch does not wait behind them.
 */
export async function measure({ seed, quick }) {
  const { sessions: count, servers } = quick ? QUICK : FULL;
  return withClockwork(
    {
      speed: 1,
      seed,
      estate: `large:${count * servers + 1}`,
      settings: { requestRates: REQUEST_RATES },
    },
    async ({ portal, api, aws }) => {
      const sessions = await step(
        `Adopting ${count} sessions of ${servers} servers`,
        () =>
          adoptSessions(api, portal.simulatorUrl, {
            sessions: count,
            servers,
            speed: 1,
          }),
      );
      const plan = await largePlans(api, count * servers).make(1, 1);
      const { launched, seconds, whole, calls } = await step(
        `Starting reverse replication in all of them, and a launch of ${sourceServerId(
          count * servers,
        )}`,
        () => storm(api, aws, sessions, plan),
      );
      const throttled = calls.filter(({ status }) => status === 429).length;
      const least = calls.length - throttled;
      return {
        results: [
          {
            name: `${count} sessions of ${servers} servers: finished`,
            value: seconds.length,
            target: `${count}`,
            met: seconds.length === count,
            note: `in ${Math.round(whole)} s; ${
              calls.length
            } calls to DRS, ${throttled} of them throttled; at ${
              REQUEST_RATES.drs.perSecond
            } a second those that counted take ${Math.round(
              least / REQUEST_RATES.drs.perSecond,
            )} s at least`,
          },
          atMost(WORST, {
            name: 'the slowest session over the median',
            value: Math.max(...seconds) / median(seconds),
            note: `${Math.round(Math.max(...seconds))} s against ${Math.round(
              median(seconds),
            )} s`,
          }),
          atMost(URGENT_SHARE, {
            name: 'until an urgent launch reaches DRS, over the time that the sessions take',
            value: launched / whole,
            note: `${launched.toFixed(1)} s`,
          }),
        ],
        details: `Every instance costs one ReverseReplication, and DRS takes ${REQUEST_RATES.drs.perSecond} requests a second: 100 sessions of 300 servers would need 50 minutes for those calls alone, if DRS replicated more than 300 servers in an account and region, which is its quota. Time grows with servers over rate, and with sessions not at all.`,
      };
    },
  );
}
