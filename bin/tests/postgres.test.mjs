import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { isAlive } from '../lib/alive.mjs';
import { inRoot } from '../lib/paths.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { waitFor } from '../lib/waitFor.mjs';
import { scratchFolder } from './support.mjs';

const { Client } = createRequire(inRoot('package.json'))('pg');

async function ask(url, ...statements) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let result;
    for (const statement of statements) {
      result = await client.query(statement);
    }
    return result.rows;
  } finally {
    await client.end();
  }
}

async function start(t, folder) {
  const server = await startPostgres(folder);
  t.after(() => server.stop());
  return server;
}

test('keeps its data from one start to the next', async t => {
  const folder = path.join(scratchFolder(t), 'postgres');
  const first = await start(t, folder);
  await ask(
    first.url,
    'CREATE TABLE kept (word text)',
    "INSERT INTO kept VALUES ('here')",
  );
  await first.stop();
  assert.equal(isAlive(first.pid), false);

  const second = await start(t, folder);

  assert.deepEqual(await ask(second.url, 'SELECT word FROM kept'), [
    { word: 'here' },
  ]);
});

test('finds the server that runs already', async t => {
  const folder = path.join(scratchFolder(t), 'postgres');

  const [one, other] = await Promise.all([start(t, folder), start(t, folder)]);

  assert.equal(one.pid, other.pid);
  assert.equal(one.port, other.port);
});

test('starts again after a server that was killed', async t => {
  const folder = path.join(scratchFolder(t), 'postgres');
  const killed = await start(t, folder);
  await ask(killed.url, 'CREATE TABLE kept (word text)');
  process.kill(killed.pid, 'SIGKILL');
  await waitFor(() => !isAlive(killed.pid), { seconds: 10, what: 'Its end' });

  const next = await start(t, folder);

  assert.notEqual(next.pid, killed.pid);
  assert.deepEqual(await ask(next.url, 'SELECT word FROM kept'), []);
});

test('lets nobody in without the password', async t => {
  const server = await start(t, path.join(scratchFolder(t), 'postgres'));

  await assert.rejects(
    ask(server.url.replace(server.password, 'guess'), 'SELECT 1'),
    /password authentication failed/,
  );
});

test('runs in a folder that only its owner may enter', async t => {
  const folder = scratchFolder(t);
  fs.chmodSync(folder, 0o700);

  const server = await start(t, path.join(folder, 'deeper/postgres'));

  assert.deepEqual(await ask(server.url, 'SELECT 1 AS one'), [{ one: 1 }]);
});
