import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inData } from '../../paths.mjs';
import { portalApi } from '../../portalApi.mjs';
import { freePort } from '../../ports.mjs';
import { assertSound, startSimulator } from '../../simulator.mjs';
import { waitFor } from '../../waitFor.mjs';
import { simulatedAws } from '../../walkthrough/simulatedAws.mjs';
import { startBenchPostgres } from '../benchPostgres.mjs';
import { keepOff } from '../cores.mjs';
import { connect, createDatabase } from '../database.mjs';
import { REQUEST_RATES } from '../requestRates.mjs';
import { launchServers, PLACE } from './launchServers.mjs';
import { Replica } from './Replica.mjs';

const DATABASE = 'portal';
/** A look at AWS is due every minute, as it is unless configured: what a look costs is what a minute costs. */
const WATCHING = {
  disasterRecovery: {
    polling: { interval: { minutes: 1 } },
    quotas: { replicatingServers: 100_000 },
  },
};
/** While sessions are brought into their phases a look is due seldom for so high a speed, and soon for who comes after. */
const BEGINNING = {
  disasterRecovery: {
    ...WATCHING.disasterRecovery,
    polling: { interval: { seconds: 30 } },
  },
};
/** How many sessions are begun at a time. */
const AT_ONCE = 4;
/** Simulated seconds a second while DRS launches, while sessions are brought into their phases, and while they are watched. */
const SPEED = { launching: 3_600, beginning: 60, watching: 1 };

/**
 * A portal that can be brought into the middle of many failovers, in several phases.
 *
 * @param options - how many `sessions` there may be, `servers` of each, `replicas` (1 unless told), `seed`, and whether they are
 * `onlyWatched`: nobody acts on them while it is measured
 * @returns `grow`, to so many sessions, with replicas that start afresh; `act`, which lets the newest go on; `looks`, which lets
 * so many looks at AWS pass and tells what they cost; `begin`, which acts and tells what so many seconds from then cost; `idle`,
 * instead of all that, which tells what one replica costs in so many seconds with nothing to do; `stop`
 */
export async function startLoadedPortal(processes, tools, options) {
  const { sessions, servers, seed, replicas: count = 1, onlyWatched } = options;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-backend-'));
  const write = (name, config) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, JSON.stringify(config));
    return file;
  };
  const watching = write('watching.yaml', WATCHING);
  const beginning = write('beginning.yaml', BEGINNING);
  const postgres = await startBenchPostgres(processes, 'backend');
  const client = await connect(await createDatabase(postgres, DATABASE));
  await client.query('CREATE EXTENSION pg_stat_statements SCHEMA public');
  const trace = path.join(folder, 'calls.jsonl');
  const simulator = await startSimulator(processes, tools, {
    port: await freePort(),
    estate: `large:${sessions * servers}`,
    speed: SPEED.launching,
    settings: JSON.stringify({ requestRates: REQUEST_RATES }),
    seed,
    trace,
    logFile: inData('logs/bench-simulator.log'),
  });
  if (count === 1) {
    // The one replica has its core for itself, as it has where Postgres and AWS are elsewhere.
    keepOff(0, postgres.pid);
    keepOff(0, simulator.pid);
  }
  const automationToken = crypto.randomBytes(24).toString('base64url');
  const startReplica = (number, config) =>
    Replica.start(processes, tools, {
      name: `bench-replica-${number}`,
      core: number,
      postgres,
      database: DATABASE,
      awsEndpoint: simulator.url,
      automationToken,
      configs: [config],
    });
  const apiOf = replica => portalApi(replica.url, automationToken);
  const aws = simulatedAws(simulator.url);
  let replicas = [];
  const stopReplicas = async () => {
    await Promise.all(replicas.map(replica => replica.stop()));
    replicas = [];
  };
  const stop = async () => {
    await stopReplicas();
    await simulator.kill();
    assertSound(simulator);
    await client.end();
    await postgres.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  let begun = 0;
  let waiting = [];
  /** Administrators come to any of the replicas, and who is asked begins at once. */
  const actOnWaiting = async () => {
    for (const [index, session] of waiting.entries()) {
      await act(apiOf(replicas[index % replicas.length]), session);
    }
  };
  const measured = doing => measure({ client, replicas, trace, doing });
  return {
    grow: async to => {
      await stopReplicas();
      await aws.setSpeed(SPEED.launching);
      const sessions = await launch({
        simulator,
        servers,
        from: begun + 1,
        to,
        onlyWatched,
      });
      await aws.setSpeed(SPEED.beginning);
      const helper = await startReplica(0, beginning);
      await begin(apiOf(helper), sessions);
      if (onlyWatched) {
        const acted = sessions.filter(({ action }) => action);
        await allAre(apiOf(helper), acted, IN_STEP);
      }
      await helper.stop();
      await aws.setSpeed(SPEED.watching);
      for (let number = 0; number < count; number += 1) {
        replicas.push(await startReplica(number, watching));
      }
      waiting = sessions.filter(({ isMeasured }) => isMeasured);
      begun = to;
    },
    act: actOnWaiting,
    idle: async ({ settle, seconds }) => {
      replicas.push(await startReplica(0, watching));
      await delay(settle * 1000);
      return measured(() => delay(seconds * 1000));
    },
    looks: async looks => {
      await nextLook(client);
      const cost = await measured(async () => {
        for (let look = 0; look < looks; look += 1) {
          await nextLook(client);
        }
      });
      return { ...cost, looks };
    },
    begin: seconds =>
      measured(async () => {
        await actOnWaiting();
        await delay(seconds * 1000);
      }),
    stop,
  };
}

/**
 * The phases that new sessions go into, in their order: of all that there are then, a quarter installs agents and a quarter
 * starts reverse replication while it is measured; the others replicate back already, or are only watched over, in turns.
 */
function phasesOf({ from, to, onlyWatched }) {
  const quarter = onlyWatched ? 0 : Math.floor(to / 4);
  const count = to - from + 1;
  return Array.from({ length: count }, (_, index) => {
    if (index < quarter) {
      return { action: 'install-agents', isMeasured: true };
    }
    if (index < 2 * quarter) {
      return { action: 'start-reverse-replication', isMeasured: true };
    }
    return index % 2 === 0 ? { action: 'start-reverse-replication' } : {};
  });
}

/** Launches the servers of new sessions, past the portal. */
async function launch({ simulator, servers, from, to, onlyWatched }) {
  const sessions = [];
  for (const [index, phase] of phasesOf({ from, to, onlyWatched }).entries()) {
    const number = from + index;
    const jobIds = await launchServers(simulator.url, {
      from: (number - 1) * servers + 1,
      to: number * servers,
    });
    sessions.push({ ...phase, jobIds, name: `failover ${number}` });
  }
  return sessions;
}

const act = (api, { path: session, action }) =>
  api.post(`${session}/${action}`, {});

/** Adopts what was launched, and takes sessions as far as they are when the measuring begins. */
async function begin(api, sessions) {
  for (let index = 0; index < sessions.length; index += AT_ONCE) {
    await Promise.all(
      sessions.slice(index, index + AT_ONCE).map(async session => {
        const { jobIds, name } = session;
        const { id } = await api.post('/failover-sessions', {
          ...PLACE,
          jobIds,
          name,
        });
        session.path = `/failover-sessions/${id}`;
      }),
    );
  }
  const before = sessions.filter(
    ({ action, isMeasured }) => action && !isMeasured,
  );
  await Promise.all(before.map(session => act(api, session)));
  await allAre(api, before, DONE);
}

/** Waits until something is so of each session. */
async function allAre(api, sessions, { isSo, what }) {
  for (const session of sessions) {
    await waitFor(async () => isSo(await api.get(session.path)), {
      seconds: 1_800,
      every: 1_000,
      what: `${what} after ${session.action}`,
    });
  }
}

/** What sessions were told to do is done. */
const DONE = {
  isSo: ({ currentOperation, lastOperation }) =>
    !currentOperation && lastOperation?.status === 'SUCCEEDED',
  what: 'The end',
};

/** What replicates back is in step: what is watched then is the same at every size. */
const IN_STEP = {
  isSo: ({ replication }) => replication.ready === replication.total,
  what: 'Replication that is in step',
};

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

/** Waits until everything has been looked at once more. */
async function nextLook(client) {
  const lookedAt = async () => {
    const { rows } = await client.query(
      'SELECT max(observed_at) AS at FROM replication_watches',
    );
    return rows[0].at?.getTime() ?? 0;
  };
  const before = await lookedAt();
  await waitFor(async () => (await lookedAt()) > before, {
    seconds: 600,
    every: 200,
    what: 'The next look at AWS',
  });
}

/** What it costs while something is done. */
async function measure({ client, replicas, trace, doing }) {
  await Promise.all(replicas.map(replica => replica.probe()));
  await client.query('SELECT public.pg_stat_statements_reset()');
  const callsBefore = await lines(trace);
  const start = performance.now();
  await doing();
  const seconds = (performance.now() - start) / 1000;
  const { rows } = await client.query(
    `SELECT sum(calls)::float8 AS statements FROM public.pg_stat_statements s
     JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = current_database()`,
  );
  return {
    seconds,
    statements: rows[0].statements,
    calls: (await lines(trace)) - callsBefore,
    probes: await Promise.all(replicas.map(replica => replica.probe())),
  };
}
