// `yarn dev`: the developer's mode. Changes to the web app and to the backend take effect at once.
import { configArguments, configEnvironment } from './lib/backend.mjs';
import { command } from './lib/command.mjs';
import { readOptions, readPort } from './lib/options.mjs';
import { inData, inRoot } from './lib/paths.mjs';
import { freePort, isPortTaken } from './lib/ports.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { keptSecret } from './lib/secret.mjs';
import { setUp } from './lib/setUp.mjs';
import { startSimulator } from './lib/simulator.mjs';
import { say, step } from './lib/steps.mjs';

const USAGE = `Usage: yarn dev [--port N] [--backend-port N] [--speed N]

  --port N          the web app, with hot reload; 3000 unless told
  --backend-port N  the backend, restarted at each change; 7007 unless told
  --speed N         simulated seconds a second of the simulated AWS; 60 unless told`;

await command(async processes => {
  const options = readOptions(
    {
      port: { type: 'string', default: '3000' },
      'backend-port': { type: 'string', default: '7007' },
      speed: { type: 'string', default: '60' },
    },
    USAGE,
  );
  const appPort = readPort(options.port);
  const port = readPort(options['backend-port']);
  for (const wanted of [appPort, port]) {
    if (await isPortTaken(wanted)) {
      throw new Error(`Port ${wanted} is taken.`);
    }
  }

  const tools = await setUp(processes);
  const postgres = await step('Starting Postgres', () =>
    startPostgres(inData('dev-postgres'), ['max_connections=200']),
  );
  processes.adopt(postgres.pid, postgres.stop);
  const simulator = await step('Starting the simulated AWS', async () =>
    startSimulator(processes, tools, {
      port: await freePort(),
      estate: 'demo',
      speed: options.speed,
      state: inData('dev-simulator.json'),
    }),
  );

  const env = {
    ...tools.env,
    NODE_ENV: 'development',
    ...configEnvironment({
      url: `http://localhost:${appPort}`,
      port,
      postgres,
      database: 'portal',
      awsEndpoint: simulator.url,
      automationToken: keptSecret(inData('automation-token')),
    }),
  };
  const ended = ['backend', 'app'].map(name => {
    const { ended: end } = processes.start(
      name,
      tools.node,
      tools.cli('package', 'start', ...configArguments()),
      { cwd: inRoot('packages', name), env, show: true },
    );
    return end.then(() => {
      throw new Error(`packages/${name} ended.`);
    });
  });
  say(`
The web app will be at http://localhost:${appPort}, the backend at http://localhost:${port},
the simulated AWS at ${simulator.url}
`);
  await Promise.race(ended);
});
