const KINDS = [
  ['call before', 'killed before a call acts'],
  ['call after', 'killed when AWS had acted, before its answer'],
  ['call answered', 'killed after an answer, before the commit'],
  ['commit before', 'killed before a commit'],
  ['commit after', 'killed after a commit, before its answer'],
];

const sum = numbers => numbers.reduce((total, number) => total + number, 0);

/** What went wrong with a life, a sentence each. */
function failuresOf({ life, endState, calls }) {
  return [
    ...(life.end.error ? [life.end.error] : []),
    ...endState.flatMap(({ title, problems }) =>
      problems.map(problem => `not so: ${title}: ${problem}`),
    ),
    ...calls.failures,
  ];
}

/** The last points of a life, by which it can be lived again. */
function repeat({ life }, seed) {
  return life.points
    .slice(-3)
    .map(name => `--seed ${seed} --only ${JSON.stringify(name)}`)
    .join(' or ');
}

/** The table of a run: what a life suffered does not count as held unless the life came to a good end. */
export function crashRows({ lives, points, kills, left, audit }, { seed }) {
  const isGood = new Map(
    lives.map(entry => [entry.life.name, failuresOf(entry).length === 0]),
  );
  const taken = points.filter(({ life }) => life);
  const rows = ['native', 'reinstall'].flatMap(route =>
    KINDS.map(([kind, what]) => {
      const found = points.filter(
        point => point.route === route && point.kind === kind,
      );
      const mine = found.filter(({ life }) => life);
      const missed = mine.filter(({ round }) => !round);
      return {
        what: `${route} route: ${what}`,
        tried: mine.length,
        held: mine.filter(({ round, life }) => round && isGood.get(life))
          .length,
        note: `of ${found.length} that were found`,
        failures: missed.map(({ name }) => `not reached: ${name}`),
      };
    }),
  );
  const skipped = points.length - taken.length;
  return [
    ...rows,
    {
      what: 'lives that came to a good end',
      tried: lives.length,
      held: [...isGood.values()].filter(Boolean).length,
      note: `${kills} kills at ${
        taken.filter(({ round }) => round).length
      } points${
        skipped > 0 ? `; ${skipped} more were found and not tried` : ''
      }`,
      failures: lives.flatMap(entry =>
        failuresOf(entry).map(
          failure =>
            `${entry.life.name}: ${failure}. Again: yarn prove crash ${repeat(
              entry,
              seed,
            )}`,
        ),
      ),
    },
    {
      what: 'effects that happened once where once was meant',
      tried: sum(lives.map(({ calls }) => calls.tried)),
      held: sum(lives.map(({ calls }) => calls.tried - calls.failures.length)),
      failures: [],
    },
    {
      what: 'nothing left behind',
      tried: lives.length,
      held: Math.max(0, lives.length - left.length),
      failures: left,
    },
    {
      what: 'operations and executions with beginning and end on record',
      tried: audit.tried,
      held: audit.tried - audit.failures.length,
      failures: audit.failures,
    },
  ];
}
