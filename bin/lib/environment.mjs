import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from './paths.mjs';

function canWrite(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Accounts without a home of their own still need a place for what package managers keep. */
export function cacheEnvironment() {
  if (canWrite(process.env.HOME ?? os.homedir())) {
    return {};
  }
  return {
    HOME: inRoot('.cache/home'),
    YARN_GLOBAL_FOLDER: inRoot('.cache/yarn'),
    npm_config_cache: inRoot('.cache/npm'),
  };
}

/** The environment of every child: `yarn` and `node` are the repository's own and the chosen one. */
export function environmentFor(node) {
  const variables = { ...process.env, ...cacheEnvironment() };
  if (variables.HOME) {
    fs.mkdirSync(variables.HOME, { recursive: true });
  }
  return {
    ...variables,
    PATH: [inRoot('bin'), path.dirname(node), variables.PATH].join(
      path.delimiter,
    ),
  };
}
