// `npm start`: sets up everything and opens the portal on its demo estate.
import fs from 'node:fs';
import { startBackend } from './lib/backend.mjs';
import { buildApp, isAppBuilt } from './lib/buildApp.mjs';
import { command } from './lib/command.mjs';
import { fillDemo } from './lib/demoEstate.mjs';
import { tryLock } from './lib/lock.mjs';
import { readOptions, readPort } from './lib/options.mjs';
import { inData } from './lib/paths.mjs';
import { freePort, isPortTaken } from './lib/ports.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { keptSecret } from './lib/secret.mjs';
import { setUp } from './lib/setUp.mjs';
import { startSimulator } from './lib/simulator.mjs';
import { say, step } from './lib/steps.mjs';

const USAGE = `Usage: npm start -- [--port N] [--speed N] [--reset]

  --port N    where the portal listens (or PORT=N); 7007 unless told
  --speed N   simulated seconds a second of the simulated AWS; 60 unless told
  --reset     forgets the data of earlier starts first

HOST=0.0.0.0 lets other machines in; the demo has no passwords.`;

/** The portal's data and the state of its simulated AWS belong together: both are kept, or both are forgotten. */
const KEPT = ['postgres', 'simulator.json'];

await command(async processes => {
  const options = readOptions(
    {
      port: { type: 'string', default: process.env.PORT ?? '7007' },
      speed: { type: 'string', default: '60' },
      reset: { type: 'boolean', default: false },
    },
    USAGE,
  );
  const port = readPort(options.port);
  const host = process.env.HOST ?? '127.0.0.1';
  if (await isPortTaken(port)) {
    throw new Error(
      `Port ${port} is taken: end what listens there, or choose another with "npm start -- --port ${
        port + 1
      }".`,
    );
  }
  const release = tryLock(inData('start.lock'));
  if (!release) {
    throw new Error(
      'The portal of this folder is already running, on another port: end it first.',
    );
  }
  process.once('exit', release);

  if (options.reset) {
    for (const name of KEPT) {
      fs.rmSync(inData(name), { recursive: true, force: true });
    }
  }

  const tools = await setUp(processes);
  if (!isAppBuilt()) {
    await step('Building the web app', () => buildApp(processes, tools));
  }
  const postgres = await step('Starting Postgres', async remark => {
    const server = await startPostgres(inData('postgres'), [
      'max_connections=200',
    ]);
    processes.adopt(server.pid, server.stop);
    remark(`port ${server.port}`);
    return server;
  });
  const simulator = await step('Starting the simulated AWS', async remark => {
    const started = await startSimulator(processes, tools, {
      port: await freePort(),
      estate: 'demo',
      speed: options.speed,
      state: inData('simulator.json'),
    });
    remark(started.url);
    return started;
  });
  const portal = await step('Starting the portal', () =>
    startBackend(processes, tools, {
      port,
      host,
      postgres,
      database: 'portal',
      awsEndpoint: simulator.url,
      automationToken: keptSecret(inData('automation-token')),
    }),
  );

  await step(
    "Filling in the example company's groups and plans",
    async remark => {
      const made = await fillDemo(portal.url);
      remark(made > 0 ? `${made} made` : 'all there');
    },
  );

  say(`
The portal is at ${portal.url}

  Sign in as guest, and open Disaster Recovery in the sidebar. Run the recovery
  plan "orders"; its failover appears by itself under Failover Sessions, from
  where you take it back: agents, mirroring, reverse replication, failback,
  re-protection, cleanup. A second here is a minute of the simulated AWS.

  Logs: ${portal.logFile}
  Ctrl-C ends it; the next start finds everything as you left it.
`);

  await Promise.race([
    portal.ended.then(() => {
      throw new Error(`The portal ended:\n${portal.lastWords()}`);
    }),
    simulator.ended.then(() => {
      throw new Error(`The simulated AWS ended:\n${simulator.lastWords()}`);
    }),
  ]);
});
