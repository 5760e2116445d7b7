import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { idleTime } from '../lib/bench/makespan/idleTime.mjs';
import { writeJson } from '../lib/bench/report.mjs';
import { atLeast, atMost, terminalTable } from '../lib/bench/table.mjs';

test('a target is met at its very value, and by no value that is not a number', () => {
  assert.equal(atMost(1.02, { name: 'one', value: 1.02 }).met, true);
  assert.equal(atMost(1.02, { name: 'one', value: 1.021 }).met, false);
  assert.equal(atMost(1.02, { name: 'one', value: NaN }).met, false);
  assert.equal(atLeast(1.7, { name: 'one', value: 1.7 }).met, true);
  assert.equal(atLeast(1.7, { name: 'one', value: 1.69 }).met, false);
});

test('a missed target is marked, and what has none is only told', () => {
  const table = terminalTable([
    atMost(200, { name: 'longest task', value: 250, unit: 'ms' }),
    atMost(1.02, { name: 'makespan', value: 1.01, note: 'in ten waves' }),
    { name: 'calls', value: 12345, met: true },
  ]);
  assert.match(table, /✗ longest task +250 ms +at most 200 ms/);
  assert.match(table, /✓ makespan +1\.01 +at most 1\.02\n +in ten waves/);
  assert.match(table, /· calls +12,345$/);
});

test('a program reads name, value, target and whether it was met', t => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'results.json');

  writeJson(file, [
    {
      bench: 'calls',
      results: [
        atMost(55, { name: '6 servers', value: 40, unit: 'calls', note: 'x' }),
      ],
    },
  ]);

  assert.deepEqual(JSON.parse(fs.readFileSync(file, 'utf8')), {
    results: [
      {
        name: 'calls: 6 servers',
        value: 40,
        target: 'at most 55 calls',
        met: true,
      },
    ],
  });
});

test('between the works of AWS the portal waits until it looks, and then works at its own pace', () => {
  const at = seconds => new Date(seconds * 1000).toISOString();
  const activities = [
    { from: at(10), to: at(100) },
    { from: at(20), to: at(60) },
    { from: at(130), to: at(200) },
  ];
  const calls = [50, 106, 109, 112, 120, 128].map(seconds => ({
    simTime: at(seconds),
  }));
  assert.deepEqual(
    idleTime(activities, calls, { from: 0, to: 215_000, speed: 10 }),
    {
      // To its first call, from 100 to 106; from 112 to 120 and to 128 in pauses; and after the last of AWS's works.
      waited: 10 + 6 + 8 + 8 + 15,
      worked: (3 + 3 + 2) / 10,
    },
  );
});
