// `npm test`: sets up everything and runs every check; the last line sums up the tests.
import { checks } from './lib/checks.mjs';
import { command } from './lib/command.mjs';
import { readOptions } from './lib/options.mjs';
import { inData } from './lib/paths.mjs';
import { startPostgres, THROWAWAY } from './lib/postgres.mjs';
import { setUp } from './lib/setUp.mjs';
import { say, step } from './lib/steps.mjs';
import { testDatabaseEnvironment } from './lib/testPostgres.mjs';

/**
 * What goes side by side, stage after stage: the checks of a lane in their order. What waits for the simulated AWS has the
 * machine to itself: beside anything else, that runs away from it. Trying permissions waits for nothing.
 */
const STAGES = [
  [['types', 'build', 'commands'], ['lint', 'format'], ['prove']],
  [['unit', 'browser']],
];
/** Only when asked for: the browser's tests lead through the same lives. */
const ON_REQUEST = [[['walkthrough']]];
const NAMES = [...STAGES, ...ON_REQUEST].flat(2);
const USAGE = `Usage: npm test -- [--only ${NAMES.join(',')}]`;

async function inTurn(names, check) {
  for (const name of names) {
    await check(name);
  }
}

function chosen(only) {
  const names = only?.split(',') ?? STAGES.flat(2);
  const unknown = names.find(name => !NAMES.includes(name));
  if (unknown) {
    throw new Error(
      `There is no check "${unknown}": choose from ${NAMES.join(', ')}`,
    );
  }
  return names;
}

await command(async processes => {
  const { only } = readOptions({ only: { type: 'string' } }, USAGE);
  const names = chosen(only);
  const tools = await setUp(processes);
  const postgres = await step('Starting a Postgres for the tests', async () => {
    const server = await startPostgres(
      inData(`test-run-${process.pid}`),
      THROWAWAY,
    );
    processes.adopt(server.pid, server.remove);
    return server;
  });
  Object.assign(tools.env, testDatabaseEnvironment(postgres.url));

  const total = { passed: 0, failed: 0, skipped: 0 };
  const broken = [];
  const check = async name => {
    try {
      const counts = (await checks[name](processes, tools)) ?? {};
      for (const key of Object.keys(total)) {
        total[key] += counts[key] ?? 0;
      }
      if (counts.failed) {
        broken.push(name);
      }
    } catch (error) {
      say(error.message);
      broken.push(name);
      total.failed += 1;
    }
  };
  for (const lanes of [...STAGES, ...ON_REQUEST]) {
    await Promise.all(
      lanes.map(lane =>
        inTurn(
          lane.filter(name => names.includes(name)),
          check,
        ),
      ),
    );
  }
  if (broken.length > 0) {
    say(
      `\nNot in order: ${broken.join(', ')}. One alone: npm test -- --only ${
        broken[0]
      }`,
    );
  }
  say(
    `\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
  );
  return broken.length > 0 ? 1 : 0;
});
