import crypto from 'node:crypto';
import { inData } from '../../paths.mjs';
import { freePort } from '../../ports.mjs';
import { startPostgres } from '../../postgres.mjs';

/** As a real one: what was committed is there after a crash of the server. Only the machine must not crash. */
const SETTINGS = ['fsync=off', 'max_connections=60', 'shared_buffers=64MB'];

/**
 * A Postgres that is nobody else's, which can be stopped, killed and started again at the same place.
 *
 * @returns what `startPostgres` gives, and `start`, `stop`, `crash`, `remove`
 */
export async function ownPostgres(processes) {
  const folder = inData(
    `prove-postgres-${crypto.randomBytes(4).toString('hex')}`,
  );
  const settings = [...SETTINGS, `port=${await freePort()}`];
  let server;
  const start = async () => {
    server = await startPostgres(folder, settings);
    // Should we be killed, it ends with us.
    processes.adopt(server.pid, server.stop);
  };
  const gone = () => processes.release(server.pid);
  await start();
  const { port, user, password, url } = server;
  return {
    port,
    user,
    password,
    url,
    start,
    stop: async () => {
      await server.stop();
      gone();
    },
    /** As when its machine loses power, or the kernel takes its memory. */
    crash: async () => {
      process.kill(server.pid, 'SIGKILL');
      gone();
    },
    remove: async () => {
      await server.remove();
      gone();
    },
  };
}
