import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAlive } from '../lib/alive.mjs';
import { waitFor } from '../lib/waitFor.mjs';
import { runModule } from './support.mjs';

/** A command with a child that has a child of its own, both of which would go on for ever. */
const FAMILY = `
  import { command } from './command.mjs';
  const child = "const { spawn } = require('node:child_process');"
    + "const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);"
    + "console.log(process.pid, grandchild.pid); setInterval(() => {}, 1000);";
  await command(async processes => {
    const { ended } = processes.start('family', process.execPath, ['-e', child], { show: true });
    ENDING
    await ended;
  });
`;

async function startFamily(t, ending = '', options = {}) {
  const family = runModule(t, FAMILY.replace('ENDING', ending), options);
  const pids = await waitFor(
    () =>
      family.said
        .match(/\d+ \d+/)?.[0]
        .split(' ')
        .map(Number),
    { seconds: 20, what: 'The family' },
  );
  return { ...family, output: family, pids };
}

const allGone = pids =>
  waitFor(() => !pids.some(isAlive), { seconds: 15, what: 'The end of all' });

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  test(`a command that gets ${signal} ends its children and theirs`, async t => {
    const { pid, pids, ended } = await startFamily(t);

    process.kill(pid, signal);

    assert.equal(await ended, code);
    assert.deepEqual(pids.filter(isAlive), []);
  });
}

test('a command that is killed leaves no process behind either', async t => {
  const { pid, pids, ended } = await startFamily(t);

  process.kill(pid, 'SIGKILL');

  assert.equal(await ended, 'SIGKILL');
  await allGone(pids);
});

test('a command whose npm script is ended from outside ends too, and leaves no process behind', async t => {
  const { pid, pids } = await startFamily(t, '', { byRunner: true });

  process.kill(pid, 'SIGTERM');

  await allGone(pids);
});

test('a command that fails says why in a sentence, and ends its children', async t => {
  const family = await startFamily(
    t,
    "await new Promise(go => process.once('SIGUSR2', go)); throw new Error('The harbor is closed.');",
  );

  process.kill(family.pid, 'SIGUSR2');

  assert.equal(await family.ended, 1);
  assert.equal(
    family.output.said.trim().split('\n').at(-1),
    'The harbor is closed.',
  );
  assert.deepEqual(family.pids.filter(isAlive), []);
});

test('a tool that fails is quoted', async t => {
  const failing = runModule(
    t,
    `
      import { command } from './command.mjs';
      await command(processes =>
        processes.run('failing-tool', process.execPath, ['-e', 'console.error("no disk"); process.exit(3)']));
    `,
  );

  assert.equal(await failing.ended, 1);
  assert.match(failing.said, /ended with 3/);
  assert.match(failing.said, /no disk/);
});
