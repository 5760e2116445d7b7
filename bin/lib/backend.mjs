import { inRoot } from './paths.mjs';
import { waitFor } from './waitFor.mjs';

async function answers(url, headers) {
  try {
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(5_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Ready means: every plugin has started, and the demo's guest can sign in, for which the catalog must be read. */
async function isReady(url, { lean }) {
  return (
    (await answers(`${url}/.backstage/health/v1/readiness`)) &&
    (lean ||
      answers(`${url}/api/auth/demo/refresh`, { 'x-demo-user': 'guest' }))
  );
}

/** The program, and the folder in which it looks for its packages. */
function programOf({ lean }) {
  return lean
    ? { args: [lean.file], cwd: lean.folder, env: lean.env }
    : {
        args: [
          '--require',
          inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
          inRoot('packages/backend/src/index.ts'),
        ],
        cwd: inRoot('packages/backend'),
      };
}

const demoConfigs = [inRoot('app-config.yaml'), inRoot('app-config.demo.yaml')];

/** The command-line arguments that load the demo's configuration, and whatever comes after it. */
export function configArguments(more = []) {
  return [...demoConfigs, ...more].flatMap(config => ['--config', config]);
}

/** What the demo's configuration reads from the environment; see `startBackend`. */
export function configEnvironment(options) {
  const { port, postgres } = options;
  return {
    PORTAL_URL: options.url ?? `http://localhost:${port}`,
    PORT: String(port),
    HOST: options.host ?? '127.0.0.1',
    AUTOMATION_TOKEN: options.automationToken,
    DISASTER_RECOVERY_AWS_ENDPOINT: options.awsEndpoint,
    // The portal's credentials manager asks STS on its own, and by the SDK's own variable.
    AWS_ENDPOINT_URL_STS: options.awsEndpoint,
    POSTGRES_HOST: '127.0.0.1',
    POSTGRES_PORT: String(postgres.port),
    POSTGRES_USER: postgres.user,
    POSTGRES_PASSWORD: postgres.password,
    POSTGRES_DATABASE: options.database,
  };
}

/**
 * Starts the portal's backend, which serves the web app too, in the demo's configuration.
 *
 * @param options - `port` and `host` to listen on, `postgres` (port, user, password) and the name of its `database`,
 *   `awsEndpoint`, the `automationToken` that it accepts, `logFile`, `configs` to load after the demo's; `lean`, what
 *   buildLeanBackend gave, starts the disaster-recovery plugin alone
 * @returns the process, and the portal's `url`, as soon as a visitor can sign in
 */
export async function startBackend(processes, { node, env }, options) {
  const program = programOf(options);
  const backend = processes.start(
    'backend',
    node,
    [
      '--no-node-snapshot',
      ...program.args,
      ...configArguments(options.configs),
    ],
    {
      cwd: program.cwd,
      logFile: options.logFile,
      append: options.append,
      env: {
        ...env,
        ...program.env,
        NODE_ENV: 'production',
        ...configEnvironment(options),
      },
    },
  );
  let end;
  backend.ended.then(result => {
    end = result;
  });
  await waitFor(
    async () => {
      if (end) {
        throw new Error(
          `The portal's backend did not start:\n${backend.lastWords()}\n(all of it in ${
            backend.logFile
          })`,
        );
      }
      return isReady(`http://127.0.0.1:${options.port}`, options);
    },
    { seconds: 180, every: 200, what: "The portal's backend" },
  );
  return { ...backend, url: `http://localhost:${options.port}` };
}
