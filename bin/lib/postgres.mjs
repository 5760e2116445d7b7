import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from './alive.mjs';
import { withLock } from './lock.mjs';
import { freePort } from './ports.mjs';
import {
  canEnter,
  postgresAccount,
  postgresPrograms,
  removeCopy,
} from './postgresFiles.mjs';
import { waitFor } from './waitFor.mjs';

const USER = 'portal';

/** Quick and forgetful: for databases that nobody misses after a crash. */
export const THROWAWAY = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'max_connections=400',
  'shared_buffers=128MB',
];

/** What the server says about itself in its pid file, or undefined when none runs on this data. */
export function runningServer(folder) {
  try {
    const lines = fs
      .readFileSync(path.join(folder, 'data/postmaster.pid'), 'utf8')
      .split('\n');
    const server = { pid: Number(lines[0]), port: Number(lines[3]) };
    return isPostgres(server.pid)
      ? { ...server, ready: lines[7]?.trim() === 'ready' }
      : undefined;
  } catch (error) {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** A process id is used again after a while: only a Postgres counts. */
function isPostgres(pid) {
  if (!isAlive(pid)) {
    return false;
  }
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return true;
  }
}

/** Runs initdb, whose only words worth reading are those of a failure. */
function runInitdb(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', chunk => (said += chunk));
    child.once('error', reject);
    child.once('close', code =>
      code === 0
        ? resolve()
        : reject(new Error(`Postgres could not make its data: ${said.trim()}`)),
    );
  });
}

/**
 * How the server names its data. An account that may not walk to the folder can still be put into it: its own working
 * directory, by the name that needs no walking.
 */
function dataArgument(data, account) {
  if (canEnter(data, account)) {
    return data;
  }
  if (process.platform !== 'linux') {
    throw new Error(
      `Postgres cannot enter ${data}; move the repository to a folder that other users can enter, or do not run as root`,
    );
  }
  return '/proc/self/cwd';
}

async function initialize(folder, account, programs) {
  const data = path.join(folder, 'data');
  const password = crypto.randomBytes(24).toString('base64url');
  // Filled beside its place and moved there at the end: a folder that exists is a complete one.
  const unfinished = `${data}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const secrets = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-postgres-'));
  const passwordFile = path.join(secrets, 'password');
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined) {
    for (const owned of [unfinished, secrets, passwordFile]) {
      fs.chownSync(owned, account.uid, account.gid);
    }
  }
  try {
    await runInitdb(
      path.join(programs, 'initdb'),
      [
        `--pgdata=${dataArgument(unfinished, account)}`,
        `--pwfile=${passwordFile}`,
        `--username=${USER}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...account, cwd: unfinished },
    );
    fs.writeFileSync(path.join(folder, 'password'), password, { mode: 0o600 });
    fs.renameSync(unfinished, data);
  } finally {
    fs.rmSync(secrets, { recursive: true, force: true });
  }
}

async function startServer(folder, account, programs, settings) {
  const data = path.join(folder, 'data');
  const logFile = path.join(folder, 'postgres.log');
  const log = fs.openSync(logFile, 'w');
  // What a killed server left behind: its process is known to be gone.
  fs.rmSync(path.join(data, 'postmaster.pid'), { force: true });
  const port = await freePort();
  const options = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    ...settings,
  ].flatMap(setting => ['-c', setting]);
  const child = spawn(
    path.join(programs, 'postgres'),
    ['-D', dataArgument(data, account), '-p', String(port), ...options],
    { ...account, cwd: data, detached: true, stdio: ['ignore', log, log] },
  );
  let failure;
  child.once('error', error => (failure = error));
  child.once('exit', code => (failure = new Error(`it ended with ${code}`)));
  child.unref();
  fs.closeSync(log);
  return waitFor(
    () => {
      if (failure) {
        const said = fs.readFileSync(logFile, 'utf8').match(/FATAL: .*/);
        throw new Error(
          `Postgres did not start: ${said ? said[0] : failure.message}`,
        );
      }
      const server = runningServer(folder);
      return server?.ready && server.pid === child.pid ? server : undefined;
    },
    { seconds: 60, what: 'Postgres' },
  );
}

/** When a server is killed, its helpers live on for a moment, and no other may start: that is a "not yet". */
async function tryServer(...server) {
  try {
    return await startServer(...server);
  } catch (error) {
    if (error.message.includes('shared memory block')) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Starts Postgres on the data in the folder, or finds the one that already runs on it. It outlives this process: whoever
 * wants it ended calls `stop`.
 *
 * @param folder - holds the data, the password and the log; made when missing
 * @param settings - Postgres settings, as `name=value`
 * @returns pid, port, password, url (of the database `postgres`), `stop`, and
 *   `remove`, which stops it and deletes its data
 */
export async function startPostgres(folder, settings = []) {
  fs.mkdirSync(folder, { recursive: true });
  return withLock(path.join(folder, 'lock'), async () => {
    const data = path.join(folder, 'data');
    const found = runningServer(folder);
    if (found) {
      await waitFor(() => runningServer(folder)?.ready, {
        seconds: 60,
        what: 'The Postgres that is already starting',
      });
      return describe(folder, found);
    }
    const account = postgresAccount(data);
    const programs = postgresPrograms(account, programsNote(folder));
    if (!fs.existsSync(data)) {
      await initialize(folder, account, programs);
    }
    const server = await waitFor(
      () => tryServer(folder, account, programs, settings),
      { seconds: 20, every: 200, what: 'A Postgres after the one that died' },
    );
    return describe(folder, server);
  });
}

function programsNote(folder) {
  return path.join(folder, 'programs');
}

function describe(folder, { pid, port }) {
  const password = fs.readFileSync(path.join(folder, 'password'), 'utf8');
  const stop = async () => {
    await stopPostgres(pid);
    removeCopy(programsNote(folder));
  };
  return {
    pid,
    port,
    user: USER,
    password,
    url: `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`,
    stop,
    remove: async () => {
      await stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends the server at once but in order: open transactions are rolled back, the data is complete. */
export async function stopPostgres(pid) {
  if (!isPostgres(pid)) {
    return;
  }
  process.kill(pid, 'SIGINT');
  await waitFor(() => !isPostgres(pid), {
    seconds: 30,
    what: 'The end of Postgres',
  });
}
