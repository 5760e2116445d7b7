import { configArguments, configEnvironment } from '../backend.mjs';
import { inRoot } from '../paths.mjs';
import { waitFor } from '../waitFor.mjs';
import { canPin } from './cores.mjs';
import { buildProductionPortal } from './productionPortal.mjs';

async function isReady(port) {
  try {
    const url = `http://127.0.0.1:${port}/.backstage/health/v1/readiness`;
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Starts the portal's backend, as it is built for production, as one process to be measured, and waits until it is ready.
 *
 * @param options - `name`; `preload`, files that come before all else; `core`, the only one that it may use, where the system
 *   can do that; `environment`; `configs`; and what `configEnvironment` takes
 * @returns the process, its `url`, and the `seconds` until it was ready
 */
export async function startPortalProcess(processes, tools, options) {
  const { node, env } = tools;
  const { name, preload = [], core, environment, configs, port } = options;
  const file = await buildProductionPortal(processes, tools);
  const command = [
    ...(core !== undefined && canPin() ? ['taskset', '-c', String(core)] : []),
    node,
    '--no-node-snapshot',
    ...preload.flatMap(one => ['--require', one]),
    file,
    ...configArguments(configs),
  ];
  const start = performance.now();
  const backend = processes.start(name, command[0], command.slice(1), {
    // Where the demo's configuration looks for its files.
    cwd: inRoot('packages/backend'),
    env: {
      ...env,
      NODE_ENV: 'production',
      ...configEnvironment(options),
      ...environment,
    },
  });
  let end;
  backend.ended.then(result => {
    end = result;
  });
  await waitFor(
    () => {
      if (end) {
        throw new Error(
          `The portal's backend did not start:\n${backend.lastWords()}`,
        );
      }
      return isReady(port);
    },
    { seconds: 600, every: 20, what: "The portal's backend" },
  );
  return {
    ...backend,
    url: `http://127.0.0.1:${port}`,
    seconds: (performance.now() - start) / 1000,
  };
}
