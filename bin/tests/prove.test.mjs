import assert from 'node:assert/strict';
import { test } from 'node:test';
import { harnesses } from '../lib/prove/index.mjs';
import { replaceSection, section } from '../lib/prove/report.mjs';
import { hasHeld, terminalTable } from '../lib/prove/table.mjs';

const good = { what: 'one thing', tried: 3, held: 3, failures: [] };
const bad = { what: 'another', tried: 3, held: 2, failures: ['the third'] };

test('what did not hold is told, and nothing else counts as held', () => {
  assert.equal(hasHeld([good]), true);
  assert.equal(hasHeld([good, bad]), false);
  assert.equal(hasHeld([{ ...good, failures: ['but for this'] }]), false);
  assert.match(
    terminalTable([good, bad]),
    /✓ one thing .*\n.*✗ another[^]*the third/,
  );
});

test('a section of the page is replaced, and a new one stands in the order of the harnesses', () => {
  const write = (page, name, seed) =>
    replaceSection(
      page,
      name,
      section(name, { rows: [good], seed, date: '2026-01-01', seconds: 2 }),
    );
  const [first, second, third] = Object.keys(harnesses);

  let page = '# Reliability\n';
  for (const name of [second, first, third]) {
    page = write(page, name, 1);
  }
  page = write(page, second, 22);

  const order = [...page.matchAll(/<!-- prove:(\w+) -->/g)].map(
    match => match[1],
  );
  assert.deepEqual(order, [first, second, third]);
  assert.equal(page.match(/--seed 22`/g).length, 1);
  assert.equal(page.match(/--seed 1`/g).length, 2);
});
