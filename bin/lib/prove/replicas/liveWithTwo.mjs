import { judgeLife } from '../cluster/judgeLife.mjs';
import { oneLife } from '../cluster/oneLife.mjs';
import { startCluster } from '../cluster/startCluster.mjs';
import { seededRandom } from '../seededRandom.mjs';
import { killAtRandom, pauseAtRandom } from './chaos.mjs';
import { watchCallers } from './disturb.mjs';
import { RACES, schemaProblems } from './startTogether.mjs';

const CHAOS = { kill: killAtRandom, pause: pauseAtRandom };

function describe({ route, clocks, chaos, steps }) {
  return [
    route,
    ...(clocks ? [`clocks ${clocks.join(' and ')} min`] : []),
    ...(chaos ? [`${chaos}s at random`] : []),
    ...(steps ? Object.keys(steps) : []),
  ].join(', ');
}

/** One life on two replicas, with what `life` says is done to them. */
export async function liveWithTwo(context, life, seed) {
  const { processes, tools, program, postgres, rows, say } = context;
  const random = seededRandom(seed);
  const cluster = await startCluster(processes, tools, {
    program,
    postgres,
    seed,
    clocks: life.clocks,
  });
  cluster.callerOf = watchCallers(cluster);
  const name = describe(life);
  say(`    ${name}: begun`);
  const onStep = (step, isOver) => {
    const disturbance = life.steps?.[step];
    if (!disturbance) {
      return undefined;
    }
    const row = rows.of(disturbance.row);
    return row.attempt(`${name}, in ${step}`, () =>
      disturbance.disturb(cluster, row, {
        operation: disturbance.operation,
        when: random.pick(['before', 'after']),
        isOver,
      }),
    );
  };
  let keepLogs = true;
  try {
    const begun = await rows.start.attempt(name, async () => {
      rows.start.count(RACES, await cluster.start());
      return schemaProblems(cluster);
    });
    const held =
      begun &&
      (await rows.life.attempt(name, async () => {
        const planId = await cluster.fill();
        let isOver = false;
        const chaos = life.chaos
          ? CHAOS[life.chaos](cluster, random, () => isOver)
          : undefined;
        const lived = oneLife(cluster, planId, {
          route: life.route,
          onStep,
        }).finally(() => {
          isOver = true;
        });
        const [done, times] = await Promise.all([lived, chaos]);
        if (life.chaos) {
          rows.life.count(`${life.chaos}s at random moments`, times);
        }
        rows.life.time(done.seconds);
        return judgeLife(cluster, done);
      }));
    await rows.shared.attempt(name, async () =>
      cluster.all
        .filter(({ proxy }) => proxy.counts.writes === 0)
        .map(replica => `replica ${replica.name} wrote nothing`),
    );
    keepLogs = !held;
    say(`  ${held ? '✓' : '✗'} ${name}`);
  } finally {
    await cluster.stop({ keepLogs });
  }
}
