import fs from 'node:fs';

const CHUNK = 1 << 20;

/**
 * Reads the simulated AWS's trace as it grows, and keeps what changed something, by account: the rest is far more, and is not
 * judged.
 */
export function traceReader(file) {
  const byAccount = new Map();
  const buffer = Buffer.alloc(CHUNK);
  let position = 0;
  let rest = '';
  const keep = line => {
    if (!line.includes('"mutating":true')) {
      return;
    }
    const call = JSON.parse(line);
    const calls = byAccount.get(call.account) ?? [];
    calls.push(call);
    byAccount.set(call.account, calls);
  };
  return {
    /** The calls so far that may have changed something in an account. */
    changesOf(account) {
      const descriptor = fs.openSync(file, 'r');
      try {
        for (;;) {
          const length = fs.readSync(descriptor, buffer, 0, CHUNK, position);
          if (length === 0) {
            break;
          }
          position += length;
          const lines = (rest + buffer.toString('latin1', 0, length)).split(
            '\n',
          );
          rest = lines.pop();
          lines.forEach(keep);
        }
      } finally {
        fs.closeSync(descriptor);
      }
      return byAccount.get(account) ?? [];
    },
  };
}
