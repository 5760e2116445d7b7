import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inData } from '../../paths.mjs';
import { portalApi } from '../../portalApi.mjs';
import { freePort } from '../../ports.mjs';
import { startSimulator } from '../../simulator.mjs';
import { waitFor } from '../../waitFor.mjs';
import { simulatedAws } from '../../walkthrough/simulatedAws.mjs';
import { startBenchPostgres } from '../benchPostgres.mjs';
import { connect, createDatabase } from '../database.mjs';
import { launchServers, PLACE } from './launchServers.mjs';
import { Replica } from './Replica.mjs';

const DATABASE = 'portal';
/** How often AWS is looked at: a minute in real life. */
const LOOK_SECONDS = 10;
const CONFIG = {
  disasterRecovery: {
    polling: { interval: { seconds: LOOK_SECONDS } },
    quotas: { replicatingServers: 100_000 },
  },
};

/** What begins on each session, in turn: nothing is asked of every fourth, which is only watched over. */
const BEGINNINGS = [
  undefined,
  'install-agents',
  'start-reverse-replication',
  'start-reverse-replication',
];

/**
 * A portal that can be brought into the middle of many failovers, in several phases.
 *
 * @param options - how many `sessions` there may be, `servers` of each, `replicas` (1 unless told), `seed`
 * @returns `grow`, to so many sessions; `window`, which lets so many looks at AWS pass and tells what they cost; `stop`
 */
export async function startLoadedPortal(processes, tools, options) {
  const { sessions, servers, seed, replicas: count = 1 } = options;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-backend-'));
  const config = path.join(folder, 'app-config.yaml');
  fs.writeFileSync(config, JSON.stringify(CONFIG));
  const postgres = await startBenchPostgres('backend');
  const client = await connect(await createDatabase(postgres, DATABASE));
  await client.query('CREATE EXTENSION pg_stat_statements SCHEMA public');
  const trace = path.join(folder, 'calls.jsonl');
  const simulator = await startSimulator(processes, tools, {
    port: await freePort(),
    estate: `large:${sessions * servers}`,
    speed: 3_600,
    seed,
    trace,
    logFile: inData('logs/bench-simulator.log'),
  });
  const automationToken = crypto.randomBytes(24).toString('base64url');
  const replicas = [];
  for (let number = 0; number < count; number += 1) {
    replicas.push(
      await Replica.start(processes, tools, {
        name: `bench-replica-${number}`,
        core: number,
        postgres,
        database: DATABASE,
        awsEndpoint: simulator.url,
        automationToken,
        configs: [config],
      }),
    );
  }
  const api = portalApi(replicas[0].url, automationToken);
  const stop = async () => {
    await Promise.all(replicas.map(replica => replica.stop()));
    await simulator.kill();
    await client.end();
    await postgres.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  let begun = 0;
  return {
    grow: async to => {
      await begin({ api, simulator, servers, from: begun + 1, to });
      begun = to;
    },
    window: looks => window({ client, replicas, trace, looks }),
    stop,
  };
}

async function begin({ api, simulator, servers, from, to }) {
  const aws = simulatedAws(simulator.url);
  await aws.setSpeed(3_600);
  const launched = [];
  for (let number = from; number <= to; number += 1) {
    launched.push(
      await launchServers(simulator.url, {
        from: (number - 1) * servers + 1,
        to: number * servers,
      }),
    );
  }
  await aws.setSpeed(60);
  for (const [index, jobIds] of launched.entries()) {
    const number = from + index;
    const { id } = await api.post('/failover-sessions', {
      ...PLACE,
      jobIds,
      name: `failover ${number}`,
    });
    const action = BEGINNINGS[number % BEGINNINGS.length];
    if (action) {
      await api.post(`/failover-sessions/${id}/${action}`, {});
    }
  }
}

const NEWLINE = 10;

/** How many lines a file has, however large it is. */
async function lines(file) {
  let count = 0;
  for await (const part of fs.createReadStream(file)) {
    for (const byte of part) {
      count += byte === NEWLINE ? 1 : 0;
    }
  }
  return count;
}

async function window({ client, replicas, trace, looks }) {
  const lookedAt = async () => {
    const { rows } = await client.query(
      'SELECT max(observed_at) AS at FROM replication_watches',
    );
    return rows[0].at?.getTime() ?? 0;
  };
  const nextLook = async () => {
    const before = await lookedAt();
    await waitFor(async () => (await lookedAt()) > before, {
      seconds: 600,
      every: 200,
      what: 'The next look at AWS',
    });
  };
  await nextLook();
  await Promise.all(replicas.map(replica => replica.probe()));
  await client.query('SELECT public.pg_stat_statements_reset()');
  const callsBefore = await lines(trace);
  const start = performance.now();
  for (let look = 0; look < looks; look += 1) {
    await nextLook();
  }
  const seconds = (performance.now() - start) / 1000;
  const { rows } = await client.query(
    `SELECT sum(calls)::float8 AS statements FROM public.pg_stat_statements s
     JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = current_database()`,
  );
  return {
    seconds,
    looks,
    statements: rows[0].statements,
    calls: (await lines(trace)) - callsBefore,
    probes: await Promise.all(replicas.map(replica => replica.probe())),
  };
}
