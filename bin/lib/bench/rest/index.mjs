import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../ports.mjs';
import { step } from '../../steps.mjs';
import { waitFor } from '../../waitFor.mjs';
import { startBenchPostgres } from '../benchPostgres.mjs';
import { connect, createDatabase } from '../database.mjs';
import { startPortalProcess } from '../portalProcess.mjs';
import { atMost } from '../table.mjs';
import { fill, sizes } from './fill.mjs';
import { isMultipliable } from './fillCatalog.mjs';
import { askInTurns, percentile } from './load.mjs';
import { findSequentialScans } from './plans.mjs';
import { catalogQuery, routes } from './routes.mjs';

const READERS = 4;
/** Of a route: its p99 is the tenth slowest. A stall of the machine meets all readers at once, and is not to be a p99 alone. */
const ANSWERS = 1000;

/** Sessions in every status, and an AWS that knows none of them: nobody is to look there while we measure. */
const QUIET = `disasterRecovery:
  polling:
    interval: { days: 1 }
  originCapture:
    interval: { days: 7 }
`;

const DATABASE = 'portal';

/** A portal on a database of its own, where the catalog knows the entity that is to be multiplied. */
async function startPortal(processes, tools, { postgres, folder }) {
  const config = path.join(folder, 'app-config.yaml');
  fs.writeFileSync(config, QUIET);
  const client = await connect(await createDatabase(postgres, DATABASE));
  const automationToken = crypto.randomBytes(24).toString('base64url');
  const portal = await startPortalProcess(processes, tools, {
    name: 'bench-portal',
    port: await freePort(),
    postgres,
    database: DATABASE,
    // Nothing is to be asked there.
    awsEndpoint: 'http://127.0.0.1:9',
    automationToken,
    configs: [config],
  });
  await waitFor(() => isMultipliable(client), {
    seconds: 300,
    every: 500,
    what: "The catalog's entity",
  });
  return { ...portal, client, automationToken };
}

function ratio(name, { ours, theirs }) {
  const [our99, their99] = [ours, theirs].map(all => percentile(all, 99));
  const [our50, their50] = [ours, theirs].map(all => percentile(all, 50));
  const ms = value => `${value.toFixed(0)} ms`;
  return atMost(1, {
    name,
    value: our99 / their99,
    note: `p99 ${ms(our99)} against ${ms(their99)}, median ${ms(
      our50,
    )} against ${ms(their50)}`,
  });
}

/** Every route that reads, on years of use, next to the catalog's own by-query route. */
export async function measure({ processes, tools, quick, say }) {
  const size = sizes(quick);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-rest-'));
  const postgres = await startBenchPostgres(processes, 'rest');
  try {
    const portal = await step('Starting a portal', () =>
      startPortal(processes, tools, { postgres, folder }),
    );
    const { client } = portal;
    try {
      await step('Filling its database', () => fill(client, size));
      const all = routes(size);
      const token = portal.automationToken;
      const results = [];
      for (const { name, path: route, page } of all) {
        const taken = await askInTurns(
          `${portal.url}/api/disaster-recovery${route}`,
          `${portal.url}${catalogQuery(page)}`,
          { token, readers: READERS, times: quick ? 20 : ANSWERS },
        );
        results.push(ratio(`p99 over the catalog's: ${name}`, taken));
        say(`  ${name}: ${results.at(-1).note}`);
      }
      const scans = await findSequentialScans(client, {
        routes: all,
        logFile: postgres.logFile,
        ask: async route => {
          const response = await fetch(
            `${portal.url}/api/disaster-recovery${route}`,
            { headers: { authorization: `Bearer ${token}` } },
          );
          await response.arrayBuffer();
        },
      });
      results.push(
        atMost(0, {
          name: 'sequential scans of large tables',
          value: scans.found.length,
          note: [
            `of ${scans.statements} statements; large: ${scans.large.join(
              ', ',
            )}`,
            ...scans.found,
          ].join('. '),
        }),
      );
      return { results, details: details(size) };
    } finally {
      await client.end();
      await portal.kill();
    }
  } finally {
    await postgres.remove();
    fs.rmSync(folder, { recursive: true });
  }
}

function details(size) {
  const count = value => value.toLocaleString('en-US');
  return `The database holds ${count(size.sessions)} sessions with ${count(
    size.sessions * size.instances,
  )} instances and ${count(size.samples)} samples, ${count(
    size.groups,
  )} groups, ${count(size.plans)} plans and ${count(
    size.executions,
  )} executions of ${size.servers} servers; the catalog has ${count(
    size.entities,
  )} components. ${READERS} readers ask a route and the catalog's
\`entities/by-query\` in turns, the latter for as many entities as our page has items: 50 for a list, ${
    size.instances
  } for the machines of
a session.`;
}
