import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's own folder, whatever the caller's working directory is. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** What the commands keep between runs: ignored by git, safe to delete. */
export const dataFolder = path.join(root, '.data');

export const inRoot = (...parts) => path.join(root, ...parts);

export const inData = (...parts) => path.join(dataFolder, ...parts);
