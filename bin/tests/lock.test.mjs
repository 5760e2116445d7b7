import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { tryLock } from '../lib/lock.mjs';
import { runModule, scratchFolder } from './support.mjs';

test('a lock is held once, and free again afterwards', t => {
  const file = path.join(scratchFolder(t), 'lock');

  const release = tryLock(file);
  assert.equal(typeof release, 'function');
  assert.equal(tryLock(file), undefined);

  release();
  assert.equal(typeof tryLock(file), 'function');
});

test('the lock of a process that is gone is free', async t => {
  const file = path.join(scratchFolder(t), 'lock');
  const other = runModule(
    t,
    `import { tryLock } from './lock.mjs'; tryLock(${JSON.stringify(file)});`,
  );
  assert.equal(await other.ended, 0);

  assert.equal(typeof tryLock(file), 'function');
});
