import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contains, placesOf, withChange } from '../lib/prove/input/places.mjs';
import { seededRandom } from '../lib/prove/seededRandom.mjs';

test('chance is the same for the same seed, and a sample keeps its order', () => {
  const list = Array.from({ length: 50 }, (_, index) => index);
  const sample = seededRandom(7).sample(list, 10);
  assert.deepEqual(sample, seededRandom(7).sample(list, 10));
  assert.notDeepEqual(sample, seededRandom(8).sample(list, 10));
  assert.deepEqual(
    sample,
    [...sample].sort((left, right) => left - right),
  );
  assert.deepEqual(seededRandom(7).sample([1, 2], 10), [1, 2]);
});

test('a change in one place leaves all others, and what is stored is compared member for member', () => {
  const value = { a: [{ b: 1 }, 'x'] };
  assert.deepEqual(
    placesOf(value).map(({ path }) => path.join('.')),
    ['', 'a', 'a.0', 'a.0.b', 'a.1'],
  );
  const changed = withChange(value, ['a', 0, 'b'], () => 2);
  assert.deepEqual(changed, { a: [{ b: 2 }, 'x'] });
  assert.deepEqual(value, { a: [{ b: 1 }, 'x'] });
  assert.ok(contains({ ...value, more: 1 }, value));
  assert.ok(!contains(changed, value));
  assert.ok(!contains({ a: [{ b: 1 }] }, value));
  assert.ok(!contains({}, JSON.parse('{"__proto__":{}}')));
});
