import { buildLeanBackend } from '../../lean/buildLeanBackend.mjs';
import { testPostgres } from '../../testPostgres.mjs';
import { Row } from '../cluster/Row.mjs';
import { seededRandom } from '../seededRandom.mjs';
import { FREEZE, FULL, KILL, PAUSE, QUICK, TERM } from './livesToLive.mjs';
import { liveWithTwo } from './liveWithTwo.mjs';
import { startTogether, START } from './startTogether.mjs';

export const LIFE = 'a life on two replicas comes through, nothing done twice';
const SHARED = 'work is shared: both replicas wrote to AWS';

/** Beside the start of each life. */
const STARTS = { quick: 0, full: 2 };

/** Two backend processes on one database: see docs/reliability.md for what is tried. */
export async function prove({ processes, tools, seed, quick, say }) {
  const rows = Object.fromEntries(
    [START, LIFE, SHARED, KILL, PAUSE, FREEZE, TERM].map(what => [
      what,
      new Row(what),
    ]),
  );
  const context = {
    processes,
    tools,
    say,
    random: seededRandom(seed),
    program: await buildLeanBackend(),
    postgres: await testPostgres(),
    rows: {
      start: rows[START],
      life: rows[LIFE],
      shared: rows[SHARED],
      of: what => rows[what],
    },
  };
  try {
    for (let index = 0; index < STARTS[quick ? 'quick' : 'full']; index++) {
      await startTogether(context, index + 1);
    }
    // Two lives at a time: much of each is waiting for a lease to end.
    const lives = (quick ? QUICK : FULL).entries();
    const live = async () => {
      for (const [index, life] of lives) {
        await liveWithTwo(context, life, seed + index);
      }
    };
    await Promise.all([live(), live()]);
  } finally {
    context.program.remove();
  }
  return {
    rows: Object.values(rows).map(row => row.toResult()),
    details: DETAILS,
  };
}

const DETAILS = `Each life is a whole disaster of the demo's order system: two real backend processes, a real Postgres, the simulated AWS at
ten minutes a second. A life has come through when every step ended well, AWS is as \`yarn walkthrough\` wants it at the end, AWS
did nothing twice (by its own trace of calls), no intent is open, no run has failed, and the audit has one beginning and one end
of every operation. Takeovers are timed from the kill, or the pause, to the begin of another run of the same thing, with the engine's
default settings. Backstage makes the tables for the keys of its plugins (the core service auth) by knex's own lock, which fails the
second of two replicas that start on an empty database; that one ends with this as its reason, and whoever restarts it is served.`;
