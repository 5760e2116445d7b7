import { judgeLife } from '../cluster/judgeLife.mjs';
import { oneLife } from '../cluster/oneLife.mjs';
import { startCluster } from '../cluster/startCluster.mjs';
import { seededRandom } from '../seededRandom.mjs';
import { faultDuring } from './disturb.mjs';
import { FAULTS } from './faults.mjs';

/** What the proof itself asked for while faults lasted is no part of the life. */
const isOfTheLife = problem => !/probe-/.test(problem);

/**
 * One life with faults in its steps.
 *
 * @param life - `route`; `faults`, by step; `aside`, other things that go on in a step; `config`; `name`; `row`; `after`, called
 *   with the cluster at the end
 */
export async function liveThroughFaults(context, life, seed) {
  const { processes, tools, program, postgres, rows, say } = context;
  const random = seededRandom(seed);
  const name = [life.name ?? life.route, ...Object.values(life.faults)].join(
    ', ',
  );
  say(`  ${name}`);
  const cluster = await startCluster(processes, tools, {
    program,
    postgres,
    seed,
    config: life.config,
    names: life.names,
  });
  const onStep = (step, isOver) => {
    const fault = life.faults[step];
    if (!fault) {
      return life.aside?.[step]?.(cluster);
    }
    const row = rows.of(FAULTS[fault].row);
    return row.attempt(`${name}, in ${step}`, () =>
      faultDuring(cluster, row, { name: fault, random, isOver }),
    );
  };
  let keepLogs = true;
  try {
    const held = await rows.of(life.row).attempt(name, async () => {
      await cluster.start();
      const planId = await cluster.fill();
      const lived = await oneLife(cluster, planId, {
        route: life.route,
        onStep,
      });
      rows.of(life.row).time(lived.seconds);
      return (await judgeLife(cluster, lived)).filter(isOfTheLife);
    });
    if (held) {
      await life.after?.(cluster);
    }
    keepLogs = !held;
  } finally {
    await cluster.stop({ keepLogs });
  }
}
