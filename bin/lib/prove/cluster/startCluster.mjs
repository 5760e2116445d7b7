import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fillDemo } from '../../demoEstate.mjs';
import { inData } from '../../paths.mjs';
import { freePort } from '../../ports.mjs';
import { assertSound, startSimulator } from '../../simulator.mjs';
import { simulatedAws } from '../../walkthrough/simulatedAws.mjs';
import { balancedApi } from './balancedApi.mjs';
import { machines } from './machines.mjs';
import { openDatabase } from './openDatabase.mjs';
import { startRecordingProxy } from './recordingProxy.mjs';
import { Replica } from './Replica.mjs';

/** A second is ten minutes of AWS's time, so AWS is asked more often than one would in real life. */
const CONFIG = {
  disasterRecovery: { polling: { interval: { milliseconds: 500 } } },
};

/** Of the tables in which Backstage keeps the keys of its plugins. */
const LOST_RACE =
  /threw an error during startup.*backstage_backend_public_keys/;

/**
 * A portal of several backend processes on one new database of a Postgres, and a simulated AWS. Nothing but AWS runs yet:
 * `launch` or `start` the replicas.
 *
 * @param options - `program`, the backend's file; `postgres`, as `startPostgres` gives it; `names` of the replicas; `seed`;
 *   `speed`, 600 unless told; `clocks`, see `machines`; `config` to add
 * @returns `replicas`, an object by name; `database`, with `query`; `aws`; `api`, balanced; `trace`, every call so far;
 *   `fill`; `start`; `stop`
 */
export async function startCluster(processes, tools, options) {
  const id = `portal_${crypto.randomBytes(4).toString('hex')}`;
  const { program, postgres, names = ['a', 'b'], seed, speed = 600 } = options;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-'));
  const logs = inData('logs', id);
  const trace = path.join(folder, 'calls.jsonl');
  const config = path.join(folder, 'app-config.yaml');
  fs.writeFileSync(config, JSON.stringify({ ...CONFIG, ...options.config }));
  const automationToken = crypto.randomBytes(24).toString('base64url');
  const database = await openDatabase(postgres.url, id);
  const simulator = await startSimulator(processes, tools, {
    port: await freePort(),
    estate: 'demo',
    speed,
    seed,
    trace,
    logFile: `${logs}/simulator.log`,
  });
  const replicas = {};
  for (const name of names) {
    replicas[name] = new Replica(processes, tools, {
      name,
      program,
      port: await freePort(),
      postgres,
      database: id,
      automationToken,
      proxy: await startRecordingProxy(simulator.url),
      configs: [config],
      environment: options.environment,
      logFile: `${logs}/${name}.log`,
    });
  }
  const all = Object.values(replicas);
  const api = balancedApi(all, automationToken);
  return {
    replicas,
    all,
    database,
    databaseName: id,
    postgres,
    simulatorUrl: simulator.url,
    aws: simulatedAws(simulator.url),
    api,
    automationToken,
    logs,
    trace: () =>
      fs
        .readFileSync(trace, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line)),
    machines: machines(names, options.clocks),
    /**
     * All of them at the same moment. Backstage's own tables are made without a lock that waits: a replica that loses that race
     * ends, and says so, and is started again by whoever watches it.
     *
     * @returns how many were started again
     */
    async start() {
      const how = replica => this.machines.of(replica.name);
      all.forEach(replica => replica.launch(how(replica)));
      const begun = await Promise.allSettled(
        all.map(replica => replica.untilReady()),
      );
      const losers = all.filter((_, index) => begun[index].reason);
      for (const loser of losers) {
        if (!LOST_RACE.test(loser.log())) {
          throw begun.find(({ reason }) => reason).reason;
        }
        await loser.start(how(loser));
      }
      return losers.length;
    },
    /** @returns the id of the order system's plan */
    fill: async () => {
      const { url } = all.find(replica => replica.isServing);
      await fillDemo(url, automationToken);
      const { items } = await api.get('/recovery-plans');
      return items.find(({ name }) => name === 'orders').id;
    },
    async stop({ keepLogs = false } = {}) {
      await Promise.all(all.map(replica => replica.kill()));
      await Promise.all(all.map(replica => replica.proxy.stop()));
      await simulator.kill();
      await database.drop();
      this.machines.remove();
      fs.rmSync(folder, { recursive: true, force: true });
      assertSound(simulator);
      if (!keepLogs) {
        fs.rmSync(logs, { recursive: true, force: true });
      }
    },
  };
}
