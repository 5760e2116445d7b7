import { buildLeanBackend } from '../../lean/buildLeanBackend.mjs';
import { Row } from '../cluster/Row.mjs';
import { FAULTS } from './faults.mjs';
import { FULL, QUICK } from './livesToLive.mjs';
import { liveThroughFaults } from './liveThroughFaults.mjs';
import { migrateDownAndUp } from './migrateDownAndUp.mjs';
import { rollOutNewer } from './newerVersion.mjs';
import { ownPostgres } from './ownPostgres.mjs';

const LIFE =
  'a life with these faults comes through, nothing lost, nothing doubled';
const ABSENT = 'a portal without notifications and signals';
const SMALL = 'a pool of four connections';
const NEWER = 'a newer version beside the older, and rolled back';
const MIGRATIONS = 'migrations down and up on the database of a life';

const asMap = names =>
  new Map([...new Set(names)].map(name => [name, new Row(name)]));

/** What happens to the portal itself: see docs/reliability.md for what is tried. */
export async function prove({ processes, tools, seed, quick, say }) {
  const rows = asMap([
    LIFE,
    ...Object.values(FAULTS).map(({ row }) => row),
    ABSENT,
    SMALL,
    NEWER,
    MIGRATIONS,
  ]);
  const postgres = await ownPostgres(processes);
  const program = await buildLeanBackend();
  const context = {
    processes,
    tools,
    say,
    program,
    postgres,
    rows: { of: name => rows.get(name) },
  };
  const migrate = cluster => migrateDownAndUp(cluster, rows.get(MIGRATIONS));
  const lives = (quick ? QUICK : FULL).map((life, index) => ({
    ...life,
    row: LIFE,
    after: index === 0 ? migrate : undefined,
  }));
  try {
    for (const [index, life] of lives.entries()) {
      await liveThroughFaults(context, life, seed + index);
    }
    if (!quick) {
      await liveWithout(context, seed, rows);
    }
  } finally {
    program.remove();
    await postgres.remove();
  }
  return {
    rows: [...rows.values()]
      .filter(({ tried }) => tried > 0)
      .map(row => row.toResult()),
    details: DETAILS,
  };
}

/** Lives of portals that have less than others, and of one that is being upgraded. */
async function liveWithout(context, seed, rows) {
  const pool = { min: 0, max: 4 };
  await liveThroughFaults(
    context,
    {
      name: 'small pool',
      row: SMALL,
      route: 'reinstall',
      faults: {},
      config: { backend: { database: { knexConfig: { pool } } } },
    },
    seed + 100,
  );
  const row = rows.get(NEWER);
  await liveThroughFaults(
    context,
    {
      name: 'without notifications and signals, and upgraded',
      row: ABSENT,
      route: 'native',
      faults: {},
      aside: {
        drill: cluster => row.attempt('in drill', () => rollOutNewer(cluster)),
      },
    },
    seed + 200,
  );
}

const DETAILS = `Each life is a whole disaster of the demo's order system on two real backend processes and a Postgres of their own, which is
really stopped, killed, locked or used up while a step is at work. While a fault lasts every replica is asked for lists and for a new
Protection Group: each answer must come within 20 seconds, and be a good one, a refusal, or 503 with a sentence. A full disk and a
standby are made in Postgres itself: a trigger on every table of the plugin and of its queue raises SQLSTATE 53100, and
\`default_transaction_read_only\` is on. The clocks are those of the backend processes, put five hours forward and three back. The newer version is
a migration that this version does not have, and a thing of a kind that it does not know. None of these portals has the notifications or
signals plugins.`;
