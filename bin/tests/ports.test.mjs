import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { readPort } from '../lib/options.mjs';
import { freePort, isPortTaken } from '../lib/ports.mjs';

for (const host of ['127.0.0.1', '0.0.0.0']) {
  test(`sees that somebody listens on ${host}`, async t => {
    const port = await freePort();
    assert.equal(await isPortTaken(port), false);

    const server = net.createServer().listen(port, host);
    t.after(() => server.close());
    await new Promise(resolve => {
      server.once('listening', resolve);
    });

    assert.equal(await isPortTaken(port), true);
  });
}

test('takes ports only', () => {
  assert.equal(readPort('8080'), 8080);
  for (const text of ['0', '65536', 'http', '80.5', '']) {
    assert.throws(() => readPort(text), /is not a port/);
  }
});
