import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { startBackend } from './backend.mjs';
import { buildApp, isAppBuilt } from './buildApp.mjs';
import { fillDemo } from './demoEstate.mjs';
import { buildLeanBackend } from './lean/buildLeanBackend.mjs';
import { withLock } from './lock.mjs';
import { inData, inRoot } from './paths.mjs';
import { freePort } from './ports.mjs';
import { Processes } from './processes.mjs';
import { setUp } from './setUp.mjs';
import { assertSound, startSimulator } from './simulator.mjs';
import { testPostgres } from './testPostgres.mjs';

function databaseUrl({ url }, database) {
  const own = new URL(url);
  own.pathname = `/${database}`;
  return own.href;
}

async function dropDatabase(url, database) {
  const { Client } = createRequire(inRoot('package.json'))('pg');
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

/**
 * Starts a portal of one's own for a test: on free ports, with a database and a simulated AWS that nobody shares, on the
 * built web app. See scratchPortal.d.mts.
 */
export async function startScratchPortal(options = {}) {
  const id = crypto.randomBytes(4).toString('hex');
  const database = `portal_${id}`;
  const logs = inData('logs', database);
  const processes = new Processes();
  let lean;
  const stop = async (postgresUrl, simulator) => {
    await processes.stopAll();
    lean?.remove();
    await dropDatabase(postgresUrl, database);
    assertSound(simulator);
    if (!options.keepLogs) {
      fs.rmSync(logs, { recursive: true, force: true });
    }
  };
  try {
    const tools = await setUp(processes);
    if (options.webApp ?? true) {
      await withLock(inData('app-build.lock'), async () => {
        if (!isAppBuilt()) {
          await buildApp(processes, tools);
        }
      });
    }
    lean = options.lean ? await buildLeanBackend() : undefined;
    const postgres = await testPostgres();
    const way = (await options.wayToPostgres?.(postgres)) ?? postgres;
    const simulator = await startSimulator(processes, tools, {
      port: await freePort(),
      estate: options.estate ?? 'demo',
      speed: options.speed ?? 600,
      seed: options.seed,
      trace: options.trace,
      settings: options.settings && JSON.stringify(options.settings),
      logFile: `${logs}/simulator.log`,
    });
    await options.beforeBackend?.(simulator.url);
    const port = await freePort();
    const automationToken = crypto.randomBytes(24).toString('base64url');
    const start = () =>
      startBackend(processes, tools, {
        port,
        postgres: way,
        database,
        lean,
        awsEndpoint: simulator.url,
        automationToken,
        configs: options.configs,
        logFile: `${logs}/backend.log`,
        append: true,
      });
    let backend = await start();
    if (options.filled) {
      await fillDemo(backend.url);
    }
    return {
      url: backend.url,
      simulatorUrl: simulator.url,
      automationToken,
      logFile: backend.logFile,
      databaseUrl: databaseUrl(postgres, database),
      stopBackend: () => backend.stop(),
      killBackend: () => backend.kill(),
      restartBackend: async () => {
        await backend.kill();
        backend = await start();
      },
      stop: async () => {
        await backend.kill();
        await stop(postgres.url, simulator);
      },
    };
  } catch (error) {
    await processes.stopAll();
    lean?.remove();
    throw error;
  }
}
