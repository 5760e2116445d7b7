import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crashRun } from './crashRun.mjs';
import { crashRows } from './crashRows.mjs';

const DETAILS = `A life is the whole life of an order system with three servers: drill of its plan and termination, failover with a
pause and wave actions of both kinds, the way back by one of the two routes, failback drill, failback, re-protection, cleanup.
Several lives share one backend, each in an account of its own. At a point a life is held: by the simulated AWS at every
mutating call, by a proxy before Postgres at every commit that writes tables of the plugin. When all lives stand at a point, or
one of them has for ten seconds, the process gets SIGKILL, and another is started. Commits that write the same columns of the
same tables with the same statuses, within one chapter of one route, are one point.

The points are those that the lives come to themselves, and none is written down anywhere; the first life of a route that comes
to a point is killed there. After a kill the heartbeats of the dead process's jobs are set back by a minute, so that nobody has
to wait until they are missed; \`yarn prove replicas\` measures that time. In every other restart AWS's time stands still until
the portal is back, in the others it runs on, ten simulated minutes a second.

At the end the trace must show each effect once for its target in its chapter (launches, terminations, reversals, reboots, stops
of replication, commands that change something, automations), AWS must be as it is after an undisturbed life, and the portal's
tables must hold no open intent, nothing that runs, fails or waits, and one beginning and one end of each operation and execution
on record.`;

const FULL = { livesOfARoute: 6, longestHoldMs: 10_000 };
const QUICK = {
  livesOfARoute: 1,
  longestHoldMs: 2_000,
  share: 0.03,
  minutes: 0.7,
};

/** Kills the backend at every point of the whole life that can be told from the others, and looks at what comes of it. */
export async function prove({ seed, quick, only, share, minutes, say }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-crash-'));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  // An interrupted command does not come to its end.
  process.once('exit', remove);
  try {
    const run = await crashRun({
      folder,
      seed,
      say,
      ...(quick ? QUICK : FULL),
      ...(only && { only, share: 1 }),
      ...(share && { share }),
      ...(minutes && { minutes }),
    });
    const partly =
      share || minutes
        ? `\n\nThis run tried a part of the points:${
            share ? ` a share of ${share}, by chance (\`--share\`)` : ''
          }${
            minutes
              ? ` those that came in ${minutes} minutes (\`--minutes\`)`
              : ''
          }.`
        : '';
    return { rows: crashRows(run, { seed }), details: DETAILS + partly };
  } finally {
    remove();
    process.off('exit', remove);
  }
}
