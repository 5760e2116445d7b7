import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildLeanBackend } from '../../lean/buildLeanBackend.mjs';
import { inData } from '../../paths.mjs';
import { portalApi } from '../../portalApi.mjs';
import { freePort } from '../../ports.mjs';
import { assertSound, startSimulator } from '../../simulator.mjs';
import { testPostgres } from '../../testPostgres.mjs';
import { openDatabase } from '../cluster/openDatabase.mjs';
import { Replica } from '../cluster/Replica.mjs';
import { companies } from './companies.mjs';
import { patientApi } from './patientApi.mjs';
import { traceReader } from './traceReader.mjs';
import { worldOf } from './world.mjs';

/** Simulated hours that the work on one machine may take before it is given up. */
const STEP_HOURS = 4;

const PORTAL_USERS = ['automation', 'operator', 'night-shift'];

function configOf(list, tokens, { speed, pollingMs }) {
  return {
    backend: {
      auth: {
        externalAccess: Object.entries(tokens).map(([subject, token]) => ({
          type: 'static',
          options: { token, subject },
        })),
      },
    },
    aws: {
      accounts: list.map(({ accountId, portalKeyId }) => ({
        accountId,
        accessKeyId: portalKeyId,
        secretAccessKey: 'no-secret-is-checked',
      })),
    },
    disasterRecovery: {
      polling: { interval: { milliseconds: pollingMs } },
      agents: { stepTimeout: { seconds: (STEP_HOURS * 3600) / speed } },
      engine: { concurrency: 16 },
    },
  };
}

/**
 * A portal with so many companies, none of which it protects yet.
 *
 * @param options - `processes` and `tools`; `count`, `machinesOf` (see companies), `seed`, and the `pace`: `speed` (simulated
 *   seconds a second) and `pollingMs`, how often the portal looks at AWS
 * @returns the portal's `url`, its `api`, the `tokens` of its users by name, the `trace` of AWS, a `world` for each company,
 *   and `stop`
 */
export async function startCompanies(options) {
  const { processes, tools, count, machinesOf, seed, pace } = options;
  const id = `portal_${crypto.randomBytes(4).toString('hex')}`;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-companies-'));
  const write = (name, content) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const tokens = Object.fromEntries(
    PORTAL_USERS.map(name => [
      name,
      crypto.randomBytes(24).toString('base64url'),
    ]),
  );
  const { estate, companies: list } = companies(count, machinesOf);
  const trace = path.join(folder, 'trace.jsonl');
  const logs = inData('logs', id);
  const program = await buildLeanBackend();
  const postgres = await testPostgres();
  const database = await openDatabase(postgres.url, id);
  const simulator = await startSimulator(processes, tools, {
    port: await freePort(),
    estate: write('estate.json', estate),
    speed: pace.speed,
    seed,
    trace,
    logFile: `${logs}/simulator.log`,
  });
  const replica = new Replica(processes, tools, {
    name: 'portal',
    program,
    port: await freePort(),
    postgres,
    database: id,
    automationToken: tokens.automation,
    proxy: simulator,
    configs: [write('app-config.prove.yaml', configOf(list, tokens, pace))],
    logFile: `${logs}/portal.log`,
  });
  const stop = async () => {
    await replica.kill();
    await simulator.kill();
    await database.drop();
    program.remove();
    fs.rmSync(folder, { recursive: true, force: true });
    assertSound(simulator);
    if (!process.env.DEBUG) {
      fs.rmSync(logs, { recursive: true, force: true });
    }
  };
  try {
    await replica.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: replica.url,
    tokens,
    api: patientApi(portalApi(replica.url, tokens.automation)),
    trace: traceReader(trace),
    worlds: list.map(company => worldOf(simulator.url, company)),
    stop,
  };
}
