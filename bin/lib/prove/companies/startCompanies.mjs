import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { portalApi } from '../../portalApi.mjs';
import { startScratchPortal } from '../../scratchPortal.mjs';
import { companies } from './companies.mjs';
import { patientApi } from './patientApi.mjs';
import { traceReader } from './traceReader.mjs';
import { worldOf } from './world.mjs';

/** Simulated hours that the work on one machine may take before it is given up. */
const STEP_HOURS = 4;

function configOf(list, { speed, pollingMs }) {
  return {
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
 * @param options - `count`, `machinesOf` (see companies), `seed`, and the `pace`: `speed` (simulated seconds a second) and
 *   `pollingMs`, how often the portal looks at AWS
 * @returns the `portal`, its `api`, the `trace` of AWS, a `world` for each company, and `stop`
 */
export async function startCompanies({ count, machinesOf, seed, pace }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-companies-'));
  const write = (name, content) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  const { estate, companies: list } = companies(count, machinesOf);
  const trace = path.join(folder, 'trace.jsonl');
  try {
    const portal = await startScratchPortal({
      webApp: false,
      estate: write('estate.json', estate),
      seed,
      speed: pace.speed,
      trace,
      configs: [write('app-config.prove.yaml', configOf(list, pace))],
      keepLogs: Boolean(process.env.DEBUG),
    });
    return {
      portal,
      api: patientApi(portalApi(portal.url, portal.automationToken)),
      trace: traceReader(trace),
      worlds: list.map(company => worldOf(portal.simulatorUrl, company)),
      stop: async () => {
        await portal.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
