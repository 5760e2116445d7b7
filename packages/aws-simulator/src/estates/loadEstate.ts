import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../packageFolder';
import { largeEstate } from './largeEstate';
import { EstateDefinition } from './types';

const FOLDER = join(PACKAGE_FOLDER, 'estates');

/**
 * Finds an estate by name (`demo`, `large`, `large:3000`) or as a JSON file.
 *
 * @throws Error when there is no such estate
 */
export function loadEstate(
  estate: string | EstateDefinition,
): EstateDefinition {
  if (typeof estate !== 'string') {
    return estate;
  }
  const large = estate.match(/^large(?::(\d+))?$/);
  if (large) {
    return largeEstate(Number(large[1] ?? 300));
  }
  const file = [join(FOLDER, `${estate}.json`), estate].find(existsSync);
  if (!file) {
    throw new Error(
      `There is no estate '${estate}': give demo, large, large:N, or the path of a JSON file`,
    );
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
