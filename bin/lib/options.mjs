import { parseArgs } from 'node:util';

/** Reads the command line; a mistake in it becomes one sentence. */
export function readOptions(options, usage) {
  const { values } = parseArgs({
    options: { ...options, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  return values;
}

/** A port from a string. */
export function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`"${text}" is not a port: it must be from 1 to 65535`);
  }
  return port;
}
