import fs from 'node:fs';
import os from 'node:os';
import { ensureChromium } from './chromium.mjs';
import { noteAppBuild } from './buildApp.mjs';
import { TEST_TIMEOUT } from './jest.mjs';
import { inData, inRoot } from './paths.mjs';
import { hasHeld } from './prove/table.mjs';
import { say, step } from './steps.mjs';

/**
 * One more than there are cores, for tests wait for the simulated AWS a good part of their time; within reason, for each
 * worker takes more than a gigabyte.
 */
const JEST_WORKERS = Math.min(4, os.availableParallelism() + 1);

/** Of `yarn prove`: whether nobody may do what they may not. */
const PROVED = ['access'];

const SPEAKS = { speaks: true };
const none = { passed: 0, failed: 0, skipped: 0 };

/** The totals at the end of a report in the Test Anything Protocol, as Node's test runner writes it. */
function countTap(text) {
  const total = name =>
    Number(text.match(new RegExp(`^# ${name} (\\d+)$`, 'm'))[1]);
  return {
    passed: total('pass'),
    failed: total('fail') + total('cancelled'),
    skipped: total('skipped') + total('todo'),
  };
}

/** Runs a tool that writes a report of its tests; without the report, it counts as one failure. */
async function runTests(report, run, count) {
  fs.mkdirSync(inData('test'), { recursive: true });
  fs.rmSync(report, { force: true });
  let error;
  try {
    await run();
  } catch (caught) {
    error = caught;
  }
  const counts = fs.existsSync(report)
    ? count(fs.readFileSync(report, 'utf8'))
    : { ...none, failed: 1 };
  if (error && counts.failed === 0) {
    return { ...counts, failed: 1 };
  }
  return counts;
}

const shown = (processes, { node, env }, args, more = {}) =>
  processes.run('check', node, args, {
    show: true,
    ...more,
    env: { ...env, ...more.env },
  });

/** What `npm test` does; its order is in bin/test.mjs. Each gives the counts of its tests, or nothing where it has none. */
export const checks = {
  types: (processes, tools) =>
    step('Checking types', () =>
      shown(processes, tools, [inRoot('node_modules/.bin/tsc')]),
    ),

  lint: (processes, tools) =>
    step('Linting', () => shown(processes, tools, tools.cli('repo', 'lint'))),

  format: (processes, tools) =>
    step('Checking the formatting', () =>
      shown(processes, tools, [
        inRoot('node_modules/.bin/prettier'),
        '--check',
        '--loglevel',
        'warn',
        '.',
      ]),
    ),

  commands: (processes, tools) =>
    step(
      'Testing the commands',
      () => {
        const report = inData('test/commands.tap');
        const tests = fs
          .readdirSync(inRoot('bin/tests'))
          .filter(name => name.endsWith('.test.mjs'))
          .map(name => inRoot('bin/tests', name));
        return runTests(
          report,
          () =>
            shown(processes, tools, [
              '--test',
              '--test-reporter=spec',
              '--test-reporter-destination=stdout',
              '--test-reporter=tap',
              `--test-reporter-destination=${report}`,
              ...tests,
            ]),
          countTap,
        );
      },
      SPEAKS,
    ),

  unit: (processes, tools) =>
    step(
      'Testing the packages on a real Postgres',
      () => {
        const report = inData('test/jest.json');
        return runTests(
          report,
          () =>
            shown(
              processes,
              tools,
              tools.cli(
                'repo',
                'test',
                `--maxWorkers=${JEST_WORKERS}`,
                TEST_TIMEOUT,
                '--json',
                `--outputFile=${report}`,
              ),
              { env: { CI: 'true' } },
            ),
          text => {
            const counts = JSON.parse(text);
            return {
              passed: counts.numPassedTests,
              failed: counts.numFailedTests + counts.numRuntimeErrorTestSuites,
              skipped: counts.numPendingTests + counts.numTodoTests,
            };
          },
        );
      },
      SPEAKS,
    ),

  build: (processes, tools) =>
    step('Building the web app and the backend for production', async () => {
      await processes.run('build', tools.node, tools.cli('package', 'build'), {
        cwd: inRoot('packages/backend'),
        env: tools.env,
      });
      // The backend's build makes the web app's first: the same one that the browser tests are served.
      noteAppBuild();
    }),

  browser: async (processes, tools) => {
    const chromium = await ensureChromium(processes, tools);
    return step(
      'Testing in the browser',
      () => {
        const report = inData('test/playwright.json');
        return runTests(
          report,
          () =>
            shown(
              processes,
              tools,
              [inRoot('node_modules/.bin/playwright'), 'test'],
              {
                env: {
                  PLAYWRIGHT_CHROMIUM_PATH: chromium,
                  PLAYWRIGHT_REPORT: report,
                },
              },
            ),
          text => {
            const { stats } = JSON.parse(text);
            return {
              passed: stats.expected + stats.flaky,
              failed: stats.unexpected,
              skipped: stats.skipped,
            };
          },
        );
      },
      SPEAKS,
    );
  },

  walkthrough: async (processes, tools) => {
    const counts = { ...none };
    const { node, env } = tools;
    // Side by side: both wait for the simulated AWS most of the time. Each tells its story when it is over.
    await Promise.all(
      ['reinstall', 'native'].map(async route => {
        const name = `walkthrough-${route}`;
        try {
          await step(`Walking through a disaster by the ${route} route`, () =>
            processes.run(
              name,
              node,
              [inRoot('bin/walkthrough.mjs'), '--route', route],
              { env },
            ),
          );
          counts.passed += 1;
          say(fs.readFileSync(inData('logs', `${name}.log`), 'utf8'));
        } catch (error) {
          counts.failed += 1;
          say(error.message);
        }
      }),
    );
    return counts;
  },

  prove: (processes, tools) =>
    step(
      'Trying to break the portal, in a part of the ways of yarn prove',
      () => {
        const report = inData('test/prove.json');
        return runTests(
          report,
          () =>
            shown(processes, tools, [
              inRoot('bin/prove.mjs'),
              ...PROVED,
              '--quick',
              '--seed',
              '1',
              '--json',
              report,
            ]),
          text => {
            const { results } = JSON.parse(text);
            const failed = results.filter(row => !hasHeld([row])).length;
            return { passed: results.length - failed, failed, skipped: 0 };
          },
        );
      },
      SPEAKS,
    ),
};
