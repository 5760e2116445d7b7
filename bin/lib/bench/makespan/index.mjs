import { step } from '../../steps.mjs';
import { lifeOfADisaster } from '../../walkthrough/life.mjs';
import { withClockwork } from '../clockwork.mjs';
import { executionEnd, largePlans, settled } from '../largePlans.mjs';
import { atMost } from '../table.mjs';
import { criticalPath, noticedAfter } from './criticalPath.mjs';
import { idleTime } from './idleTime.mjs';

const MOST = 1.02;

/** Who drives the life goes on at once: how long an administrator takes is not the product's. */
const DRIVER_POLL_MS = 50;
/** As fast as the portal can still look as often as it does at AWS's own pace: it looks once a second at most. */
const LIFE_SPEED = 5;
const PATIENCE_MS = 30 * 60_000;

/** The smallest plans, whose jobs are over soon: the portal has nothing else to do then. */
const SMALLEST = [
  [1, 1],
  [1, 1],
  [1, 1],
];
/** Servers and waves of plans that run side by side, within DRS's quota of 500 servers in jobs. */
const TOGETHER = [
  [10, 10],
  [100, 1],
  [300, 3],
  [1_000, 10],
];
const QUICK = [
  [1, 1],
  [6, 3],
];
/** A plan that alone is larger than the quota. */
const ALONE = [1_000, 1];

const titleOf = ([servers, waves]) =>
  `${servers.toLocaleString('en-US')} ${
    servers === 1 ? 'server' : 'servers'
  } in ${waves} ${waves === 1 ? 'wave' : 'waves'}`;

/**
 * The makespan over the critical path. The wait for a poll is a simulated one, and counts as it was; the portal's own work does
 * not run faster with the simulated AWS, and counts in real seconds, as it would at AWS's own pace.
 */
function judge(shape, execution, activities, calls, speed) {
  const { seconds, lastJobs } = criticalPath(execution, activities);
  const noticed = lastJobs.map(job => noticedAfter(job, calls));
  const late = noticed.reduce((sum, one) => sum + one, 0);
  const whole =
    ((Date.parse(execution.endedAt) - Date.parse(execution.createdAt)) / 1000) *
    speed;
  const work = Math.max(0, whole - seconds - late) / speed;
  return {
    shape,
    value: 1 + (late + work) / seconds,
    note: `critical path ${Math.round(
      seconds,
    )} s; ends noticed after ${Math.max(...noticed).toFixed(
      1,
    )} s at most; ${work.toFixed(1)} s of work; as run at speed ${speed}: ${(
      whole / seconds
    ).toFixed(3)}`,
  };
}

/** Of plans of the same shape, the one that did worst. */
function worst(judged) {
  const byShape = new Map();
  for (const one of judged) {
    const title = titleOf(one.shape);
    const before = byShape.get(title);
    if (!before || before.value < one.value) {
      byShape.set(title, one);
    }
  }
  return [...byShape].map(([name, { value, note }]) =>
    atMost(MOST, { name, value, note }),
  );
}

/**
 * Plans that run side by side. The faster the simulated AWS runs, the more of the portal's own work falls between the end of
 * something and the look that notices it.
 */
async function measureExecutions(shapes, { seed, speed }) {
  const servers = shapes.reduce((sum, [count]) => sum + count, 0);
  return withClockwork(
    { speed, seed, estate: `large:${servers}` },
    async ({ api, aws }) => {
      const plans = largePlans(api);
      const made = [];
      for (const shape of shapes) {
        made.push({ shape, plan: await plans.make(...shape) });
      }
      for (const { plan } of made) {
        await settled(api, plan);
      }
      const ended = await step(
        `Running ${shapes.map(titleOf).join('; ')}`,
        () =>
          Promise.all(
            made.map(async ({ shape, plan }) => {
              const { id } = await api.post(`/recovery-plans/${plan.id}/run`, {
                executionType: 'RECOVERY',
              });
              return { shape, execution: await executionEnd(api, id) };
            }),
          ),
      );
      const { activities } = await aws.activities();
      const calls = await aws.calls();
      return worst(
        ended.map(({ shape, execution }) =>
          judge(shape, execution, activities, calls, speed),
        ),
      );
    },
  );
}

async function measureLife({ seed, say, speed }) {
  return withClockwork(
    { speed, seed, estate: 'demo', filled: true },
    async ({ api, aws }) => {
      const life = lifeOfADisaster(api, {
        line: text => say(`  ${text}`),
        pollMs: DRIVER_POLL_MS,
        patienceMs: PATIENCE_MS,
      });
      const { items } = await api.get('/recovery-plans?limit=100');
      const plan = items.find(({ name }) => name === 'orders');
      const begin = await aws.now();
      const session = await step('Living through a disaster', async () => {
        const { id: executionId } = await life.failOver(plan.id);
        const { id } = await life.findSession(executionId);
        await life.replicateBack(id);
        await life.mirror(id);
        await life.waitUntilReady(id);
        await life.failBack(id);
        await life.reProtect(id);
        return life.cleanUp(id);
      });
      const end = await aws.now();
      const { busySeconds, activities } = await aws.activities(begin);
      const { waited, worked } = idleTime(activities, await aws.calls(), {
        from: begin,
        to: end,
        speed,
      });
      const seconds = value => Math.round(value);
      return atMost(MOST, {
        name: `whole life, ${session.instanceCount} servers in 3 waves`,
        value: 1 + (waited + worked) / busySeconds,
        note: `AWS worked on something for ${seconds(busySeconds)} s; ${seconds(
          waited,
        )} s of waiting between, and ${seconds(
          worked,
        )} s of work; as run at speed ${speed}, where that counts ${speed} times: ${(
          (end - begin) /
          1000 /
          busySeconds
        ).toFixed(3)}`,
      });
    },
  );
}

/** How much longer executions, and a whole life, take than AWS itself needs for them. */
export async function measure({ seed, quick, say }) {
  const rounds = quick
    ? [{ shapes: QUICK, speed: 20 }]
    : [
        { shapes: SMALLEST, speed: 4 },
        { shapes: TOGETHER, speed: 10 },
        { shapes: [ALONE], speed: 4 },
      ];
  const results = [];
  for (const { shapes, speed } of rounds) {
    results.push(...(await measureExecutions(shapes, { seed, speed })));
  }
  results.forEach(({ name, value, note }) =>
    say(`  ${name}: ${value.toFixed(3)}; ${note}`),
  );
  results.push(
    await measureLife({ seed, say, speed: quick ? 30 : LIFE_SPEED }),
  );
  return { results };
}
