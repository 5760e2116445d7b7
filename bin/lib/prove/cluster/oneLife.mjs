import { checkEndState } from '../../walkthrough/endState.mjs';
import { lifeOfADisaster } from '../../walkthrough/life.mjs';

const QUIET = { line: () => {} };

/** The steps of a life, by the names that they have in the tables. */
function stepsOf(life, planId, route) {
  const state = {};
  const on = work => async () => work(state.session.id);
  const agents = [['agents', on(life.installAgents)]];
  const mirror = [['mirror', on(life.mirror)]];
  const reverse = [['replication start', on(life.replicateBack)]];
  const steps = [
    [
      'launch',
      async () => {
        const execution = await life.failOver(planId);
        state.session = await life.findSession(execution.id);
      },
    ],
    ...(route === 'native'
      ? [...reverse, ...mirror]
      : [...agents, ...mirror, ...reverse]),
    ['sync', on(life.waitUntilReady)],
    [
      'drill',
      async () => {
        state.lost = await life.drill(state.session.id);
      },
    ],
    ['sync after drill', on(life.waitUntilReady)],
    ['failback', on(life.failBack)],
    ['re-protect', on(life.reProtect)],
    [
      'cleanup',
      async () => {
        state.session = await life.cleanUp(state.session.id);
      },
    ],
  ];
  return { state, steps };
}

/**
 * Takes the order system through one whole disaster, and checks in AWS what came of it.
 *
 * @param options - `route`; `onStep`, called with a step's name when it begins, and with what tells whether it is over; what
 *   it gives is awaited too
 * @returns `problems`, a sentence each, of the end state; `session`; `seconds`
 */
export async function oneLife(cluster, planId, { route, onStep }) {
  const start = Date.now();
  const life = lifeOfADisaster(cluster.api, QUIET);
  const { state, steps } = stepsOf(life, planId, route);
  const before = await cluster.aws.state();
  for (const [name, work] of steps) {
    let isOver = false;
    const aside = onStep?.(name, () => isOver);
    const worked = work().finally(() => {
      isOver = true;
    });
    // What goes on beside a step may fail while the step is waited for.
    const both = await Promise.allSettled([worked, aside]);
    const failed = both.find(({ status }) => status === 'rejected');
    if (failed) {
      throw new Error(`${name}: ${failed.reason.message}`, {
        cause: failed.reason,
      });
    }
  }
  const problems = checkEndState(
    before,
    await cluster.aws.state(),
    state.session,
    { lost: state.lost },
  ).flatMap(check =>
    check.problems.map(problem => `${check.title}: ${problem}`),
  );
  return {
    problems,
    session: state.session,
    seconds: (Date.now() - start) / 1000,
  };
}
