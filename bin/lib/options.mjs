import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

function read(options, usage, allowPositionals) {
  const result = parseArgs({
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    allowPositionals,
  });
  if (result.values.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  return result;
}

/** Reads the command line; a mistake in it becomes one sentence. */
export function readOptions(options, usage) {
  return read(options, usage, false).values;
}

/** Reads a command line that may name things beside its options: gives `values` and `positionals`. */
export function readArguments(options, usage) {
  return read(options, usage, true);
}

/** A port from a string. */
export function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`"${text}" is not a port: it must be from 1 to 65535`);
  }
  return port;
}

/** What of all that a command can do it is to do: the names that are given, or everything. */
export function chooseNames(given, all, verb) {
  const unknown = given.find(name => !all.includes(name));
  if (unknown) {
    throw new Error(
      `There is nothing called "${unknown}" to ${verb}: choose from ${all.join(
        ', ',
      )}`,
    );
  }
  return given.length > 0 ? given : all;
}

/** What chance starts from: as told, or by chance itself. */
export function readSeed(text) {
  const seed = text === undefined ? randomInt(1, 1_000_000) : Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Error(`"${text}" is not a seed: it must be a whole number`);
  }
  return seed;
}
