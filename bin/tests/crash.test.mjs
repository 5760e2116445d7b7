import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { inRoot } from '../lib/paths.mjs';
import { describeCommit } from '../lib/prove/crash/describeCommit.mjs';
import { judgeCalls } from '../lib/prove/crash/judgeCalls.mjs';
import { PointPool } from '../lib/prove/crash/PointPool.mjs';
import { startPostgresProxy } from '../lib/prove/crash/postgresProxy.mjs';
import { testPostgres } from '../lib/testPostgres.mjs';

const { Client } = createRequire(inRoot('package.json'))('pg');
const TABLE = 'crash_proxy_test';

let postgres;
let direct;
const connect = async port => {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: postgres.user,
    password: postgres.password,
    database: 'postgres',
  });
  client.on('error', () => {});
  await client.connect();
  return client;
};
const rows = async () =>
  (await direct.query(`SELECT name FROM ${TABLE}`)).rows.map(
    ({ name }) => name,
  );

before(async () => {
  postgres = await testPostgres();
  direct = await connect(postgres.port);
  await direct.query(`DROP TABLE IF EXISTS ${TABLE}`);
  await direct.query(`CREATE TABLE ${TABLE} (name text)`);
});
after(async () => {
  await direct.query(`DROP TABLE ${TABLE}`);
  await direct.end();
});

for (const [when, kept] of [
  ['before', []],
  ['after', ['held']],
]) {
  test(`a process that is killed ${when} a commit has ${
    kept.length ? '' : 'not '
  }committed`, async () => {
    await direct.query(`TRUNCATE ${TABLE}`);
    let commit;
    let stand;
    const standing = new Promise(resolve => {
      stand = resolve;
    });
    const proxy = await startPostgresProxy(postgres.port, statements => {
      if (!statements.some(({ text }) => text.includes(TABLE))) {
        return undefined;
      }
      commit = statements;
      return { when, held: stand };
    });
    try {
      const client = await connect(proxy.port);
      await client.query('BEGIN;');
      await client.query(`INSERT INTO ${TABLE} VALUES ($1)`, ['held']);
      const unanswered = client.query('COMMIT;').catch(() => 'no answer');
      await standing;
      client.connection.stream.destroy();
      assert.equal(await unanswered, 'no answer');
      assert.deepEqual(commit, [
        { text: `INSERT INTO ${TABLE} VALUES ($1)`, values: ['held'] },
      ]);
      assert.deepEqual(await rows(), kept);
    } finally {
      await proxy.stop();
    }
  });
}

test('a commit is called by what it writes, not by whose it is', () => {
  const commit = id =>
    describeCommit([
      {
        text: 'select "fence" from "engine_fences" where "kind" = $1 and "id" = $2 limit $3 for update',
        values: ['operation', id, '1'],
      },
      {
        text: 'update "recovery_instances" set "agent" = $1 where "recovery_instance_id" = $2',
        values: ['{"status":"IN_PROGRESS","step":"REBOOT"}', `i-${id}`],
      },
      {
        text: 'INSERT INTO "disaster_recovery_queue".job (id) VALUES ($1)',
        values: [id],
      },
    ]);
  assert.equal(
    commit('1').name,
    'operation: update recovery_instances (IN_PROGRESS REBOOT)',
  );
  assert.equal(commit('2').name, commit('1').name);
  assert.deepEqual(commit('1').thing, { kind: 'operation', id: '1' });
  assert.equal(
    describeCommit([{ text: 'select 1 from "recovery_instances"' }]),
    undefined,
  );
});

test('each point is taken once, and a share of the points is the same share for the same seed', () => {
  const all = new PointPool({ seed: 1 });
  assert.equal(all.take({ name: 'a' }, 'life 1'), true);
  assert.equal(all.take({ name: 'a' }, 'life 2'), false);

  const wanted = seed => {
    const pool = new PointPool({ seed, share: 0.2 });
    return Array.from({ length: 500 }, (_, at) => `point ${at}`).filter(name =>
      pool.take({ name }, 'life'),
    );
  };
  assert.deepEqual(wanted(1), wanted(1));
  assert.notDeepEqual(wanted(1), wanted(2));
  assert.ok(wanted(1).length > 60 && wanted(1).length < 140);
});

test('what was done twice within a chapter is told', () => {
  const reverse = (second, more) => ({
    realTime: `2026-01-01T00:00:0${second}Z`,
    operation: 'ReverseReplication',
    request: { recoveryInstanceID: 'i-1' },
    status: 200,
    mutating: true,
    changed: true,
    ...more,
  });
  const chapters = [
    { name: 'there', from: '2026-01-01T00:00:00Z' },
    { name: 'back', from: '2026-01-01T00:00:05Z' },
  ];
  const refused = { error: { code: 'ConflictException' }, status: 409 };
  const once = [reverse(1), reverse(2, refused), reverse(6)];
  assert.deepEqual(judgeCalls(once, chapters), { tried: 2, failures: [] });
  assert.deepEqual(judgeCalls([...once, reverse(7)], chapters).failures, [
    'back: ReverseReplication of i-1 was made 2 times',
  ]);
});
