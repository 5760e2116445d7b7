import fs from 'node:fs';
import path from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { startScratchPortal } from '../../scratchPortal.mjs';
import { waitUntil } from '../../waitFor.mjs';
import { checkEndState } from '../../walkthrough/endState.mjs';
import { simulatedAws } from '../../walkthrough/simulatedAws.mjs';
import { portalTables } from '../portalTables.mjs';
import { crashEstate } from './crashEstate.mjs';
import { CrashLife } from './crashLife.mjs';
import { Crasher } from './Crasher.mjs';
import { holdCalls } from './holdCalls.mjs';
import { judgeCalls } from './judgeCalls.mjs';
import { judgeAudit, whatIsLeft } from './judgeTables.mjs';
import { patientApi } from './patientApi.mjs';
import { PointPool } from './PointPool.mjs';
import { startPostgresProxy } from './postgresProxy.mjs';
import { resumePauses } from './resumePauses.mjs';

const ROUTES = ['native', 'reinstall'];
const SPEED = 600;
const SETTLE_SECONDS = 60;
const MINUTE_MS = 60_000;

const ACCOUNT_OF = `
  SELECT account_id FROM "disaster-recovery".executions WHERE id = $1
  UNION ALL SELECT account_id FROM "disaster-recovery".failover_sessions WHERE id = $1
  UNION ALL SELECT account_id FROM "disaster-recovery".protection_groups WHERE id = $1
  UNION ALL SELECT s.account_id FROM "disaster-recovery".operations o
    JOIN "disaster-recovery".failover_sessions s ON s.id = o.session_id WHERE o.id = $1`;

/** A job of a dead process is noticed by its missing heartbeat: the time until then has passed. */
const HEARTBEATS_MISSED = `
  UPDATE disaster_recovery_queue.job SET heartbeat_on = heartbeat_on - interval '1 minute' WHERE state = 'active'`;

function writeFiles(folder, { estate, accounts }) {
  const files = {
    estate: path.join(folder, 'estate.json'),
    config: path.join(folder, 'app-config.crash.yaml'),
    trace: path.join(folder, 'trace.jsonl'),
  };
  fs.writeFileSync(files.estate, JSON.stringify(estate));
  fs.writeFileSync(
    files.config,
    JSON.stringify({
      aws: {
        accounts: accounts.map(({ id, accessKeyId }) => ({
          accountId: id,
          accessKeyId,
          secretAccessKey: 'no-secret-is-checked',
        })),
      },
      disasterRecovery: {
        polling: { interval: { seconds: 1 } },
        // Each life can be held in a run of its own, and the others still get on.
        engine: { concurrency: 2 * accounts.length },
      },
    }),
  );
  return files;
}

/** A connection takes one question at a time. */
function oneByOne(ask) {
  let turn = Promise.resolve();
  return (...question) => {
    const answer = turn.then(() => ask(...question));
    turn = answer.catch(() => {});
    return answer;
  };
}

/** Kills and starts the backend until every life is over. @returns how often it was killed */
async function killUntilTheEnd({ portal, aws, calls, crasher, query, say }) {
  let round = 0;
  crasher.open();
  while (await crasher.waitForHolds()) {
    round += 1;
    await portal.killBackend();
    const count = crasher.killed(round);
    await calls.drop();
    // A restart that comes at once is one thing; one that comes when all that AWS worked on has ended is another.
    const isQuick = round % 2 === 0;
    if (isQuick) {
      await aws.setSpeed(0);
    }
    await query(HEARTBEATS_MISSED);
    await portal.restartBackend();
    await aws.setSpeed(SPEED);
    crasher.open();
    say(`  kill ${round}: at ${count} points; ${crasher.progress()}`);
  }
  return round;
}

/** @returns `lives`, `points`, `kills`, and what was found about each life and about all of them */
export async function crashRun({
  folder,
  seed,
  share,
  only,
  livesOfARoute,
  longestHoldMs,
  minutes,
  say,
}) {
  const made = crashEstate(ROUTES.length * livesOfARoute);
  const files = writeFiles(folder, made);
  const pool = new PointPool({ seed, share, only });
  let crasher;
  let proxy;
  const portal = await startScratchPortal({
    lean: true,
    webApp: false,
    estate: files.estate,
    speed: SPEED,
    seed,
    trace: files.trace,
    configs: [files.config],
    keepLogs: Boolean(process.env.DEBUG),
    wayToPostgres: async postgres => {
      proxy = await startPostgresProxy(postgres.port, statements =>
        crasher?.onCommit(statements),
      );
      return { ...postgres, port: proxy.port };
    },
  });
  let tables;
  let calls;
  let duty;
  let timer;
  try {
    tables = await portalTables(portal.databaseUrl);
    const query = oneByOne(tables.query);
    const aws = simulatedAws(portal.simulatorUrl);
    const api = patientApi(portal.url, portal.automationToken);
    const lives = made.accounts.map(
      (account, at) =>
        new CrashLife({ account, route: ROUTES[at % ROUTES.length], api }),
    );
    crasher = new Crasher({
      pool,
      lives,
      longestHoldMs,
      lookUp: async id => (await query(ACCOUNT_OF, [id]))[0]?.account_id,
    });
    const before = await aws.state();
    calls = await holdCalls(aws, call => crasher.onCall(call));
    duty = resumePauses(api);
    timer = minutes && setTimeout(() => pool.close(), minutes * MINUTE_MS);
    const living = Promise.all(lives.map(life => life.live()));
    const kills = await killUntilTheEnd({
      portal,
      aws,
      calls,
      crasher,
      query,
      say,
    });
    await living;
    // What the end of the last life set off comes to its own end.
    await waitUntil(
      async () => (await whatIsLeft(query)).length === 0,
      SETTLE_SECONDS,
      1_000,
    );
    const after = await aws.state();
    const trace = fs
      .readFileSync(files.trace, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    return {
      kills,
      points: pool.all,
      lives: lives.map(life => ({
        life,
        endState: life.end.error
          ? []
          : checkEndState(before, after, life.end.session, {
              lost: life.end.lost,
              account: life.account.id,
            }),
        calls: judgeCalls(
          trace.filter(({ account }) => account === life.account.id),
          life.chapters,
        ),
      })),
      left: await whatIsLeft(query),
      audit: await judgeAudit(query),
    };
  } finally {
    clearTimeout(timer);
    await duty?.stop();
    await calls?.stop();
    await tables?.close();
    await portal.stop();
    await proxy?.stop();
  }
}
