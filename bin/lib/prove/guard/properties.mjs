import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../../paths.mjs';

/** The rules by which nothing is destroyed and nothing is lost on the way: properties of the backend's own tests. */
const PROPERTIES = [
  {
    file: 'src/cleanup/destructionGuard.test.ts',
    test: 'plans the termination of no machine that serves, whatever the world is like',
    what: 'cleanup plans of generated worlds terminate no machine that serves',
  },
  {
    file: 'src/failback/judgeFailback.test.ts',
    test: 'R6.5: is a success only if every machine was launched and is there',
    what: 'generated launches: a failback is complete only when every machine is back',
  },
  {
    file: 'src/mirroring/mirrorGroup.test.ts',
    test: "R3.2: mirroring a mirror gives back the original's effective halves",
    what: 'generated groups: mirroring a mirror gives back the original',
  },
  {
    file: 'src/mirroring/mirrorPlan.test.ts',
    test: 'R4.2, R4.3, R4.4: maps the groups of each wave and keeps numbers, dependencies, pauses and actions exactly',
    what: 'generated plans: every wave, dependency, pause and action is mirrored',
  },
];

async function runTests(processes, { node, cli, env }, more) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-guard-'));
  const report = path.join(folder, 'jest.json');
  try {
    await processes
      .run(
        'properties',
        node,
        [
          ...cli(
            'package',
            'test',
            '--watchAll=false',
            '--json',
            `--outputFile=${report}`,
            ...PROPERTIES.map(({ file }) => file),
          ),
        ],
        {
          cwd: inRoot('plugins/disaster-recovery-backend'),
          env: { ...env, CI: '1', ...more },
        },
      )
      .catch(error => {
        // A test that fails is in the report; without one nothing was tested.
        if (!fs.existsSync(report)) {
          throw error;
        }
      });
    return JSON.parse(fs.readFileSync(report, 'utf8')).testResults.flatMap(
      ({ assertionResults }) => assertionResults,
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Checks each rule with so many generated cases.
 *
 * @returns a row for each
 */
export async function proveProperties({ processes, tools, seed }, runs) {
  const results = await runTests(processes, tools, {
    PROPERTY_RUNS: String(runs),
    PROPERTY_SEED: String(seed),
  });
  return PROPERTIES.map(({ test, what }) => {
    const found = results.find(({ title }) => title === test);
    const hasPassed = found?.status === 'passed';
    return {
      what,
      tried: runs,
      held: hasPassed ? runs : 0,
      failures: hasPassed
        ? []
        : [found?.failureMessages.join(' ') ?? `there is no test "${test}"`],
    };
  });
}
