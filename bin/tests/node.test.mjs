import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNewEnough } from '../lib/node.mjs';

for (const [version, answer] of [
  ['v20.20.2', false],
  ['v22.11.0', false],
  ['v22.12.0', true],
  ['v23.0.0', true],
  ['v24.21.0', true],
]) {
  test(`Node ${version} is ${answer ? '' : 'not '}new enough`, () => {
    assert.equal(isNewEnough(version), answer);
  });
}
