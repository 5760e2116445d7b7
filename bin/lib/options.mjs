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
