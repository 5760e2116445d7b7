import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { AddressInfo } from 'node:net';
import { controlApi } from './control/controlApi';
import { Trace } from './control/Trace';
import { ResetOptions, Simulator } from './Simulator';
import { createHttpServer } from './wire/createHttpServer';

/** How a simulator is started. */
export type SimulatorOptions = ResetOptions & {
  /** Port to listen on; a free one unless given. */
  port?: number;
  /** Address to listen on; 127.0.0.1 unless given. */
  host?: string;
  /** File that gets each call as a JSON line. */
  traceFile?: string;
  /** File that keeps the world: read at the start if it is there, and written every few seconds. */
  stateFile?: string;
};

const SAVE_INTERVAL = 5_000;

/** Writes the world whole or not at all, so that a kill in the middle leaves the earlier one. */
function save(simulator: Simulator, stateFile: string): void {
  const temporary = `${stateFile}.new`;
  writeFileSync(temporary, JSON.stringify(simulator.world.snapshot()));
  renameSync(temporary, stateFile);
}

/** A simulator that listens. */
export type RunningSimulator = {
  /** Endpoint for AWS clients: `http://127.0.0.1:PORT`. */
  url: string;
  port: number;
  /** The simulated AWS: reset, advance, setSpeed, faults, trace, world. */
  simulator: Simulator;
  /**
   * Stops listening, and breaks what is still connected.
   *
   * @throws Error when the simulator was at fault itself: whatever was tried on it has proved nothing
   */
  stop(): Promise<void>;
};

/**
 * Starts a simulated AWS. Point AWS clients to its `url`, with an access key of its
 * estate and any secret.
 *
 * @throws Error when the port is taken, or the estate cannot be read
 */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const {
    port = 0,
    host = '127.0.0.1',
    traceFile,
    stateFile,
    ...world
  } = options;
  const trace = Trace.create(traceFile);
  const saved =
    stateFile && existsSync(stateFile)
      ? JSON.parse(readFileSync(stateFile, 'utf8'))
      : undefined;
  const simulator = Simulator.create(world, trace, saved);
  const server = createHttpServer(request =>
    request.path.startsWith('/_simulator')
      ? controlApi(simulator, request)
      : simulator.handle(request),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const saving =
    stateFile === undefined
      ? undefined
      : setInterval(() => save(simulator, stateFile), SAVE_INTERVAL).unref();
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    simulator,
    async stop() {
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      clearInterval(saving);
      if (stateFile !== undefined) save(simulator, stateFile);
      trace.close();
      if (simulator.ownFaults.length > 0) {
        throw new Error(
          `The simulated AWS broke: ${simulator.ownFaults.join('; ')}`,
        );
      }
    },
  };
}
