// `yarn prove`: tries to break the portal in every way that we know, and says what held.
import { command } from './lib/command.mjs';
import { chooseNames, readArguments, readSeed } from './lib/options.mjs';
import { harnesses } from './lib/prove/index.mjs';
import { writeJson, writeSection } from './lib/prove/report.mjs';
import { hasHeld, terminalTable } from './lib/prove/table.mjs';
import { setUp } from './lib/setUp.mjs';
import { say } from './lib/steps.mjs';

const NAMES = Object.keys(harnesses);
const USAGE = `Usage: yarn prove [${NAMES.join(
  '|',
)}]… [--seed N] [--quick] [--only TEXT] [--share N] [--minutes N] [--json FILE] [--write]

  --seed    what chance starts from; by chance unless told
  --quick   a part of it, as npm test does
  --only    tries what has this in its name, where there is much to try (crash)
  --share   tries this share of it, by chance: 0.1 is a tenth (crash)
  --minutes tries what comes in so many minutes, and then ends what it began (crash)
  --json    puts the results into this file: {results: [{name, tried, held, failures}]}
  --write   puts the results into docs/reliability.md`;

/** A harness that breaks off has proved nothing, and says so in its table. */
async function runHarness(name, tools) {
  const start = Date.now();
  const timed = result => ({
    ...result,
    seconds: (Date.now() - start) / 1000,
  });
  try {
    const { prove } = await harnesses[name].load();
    return timed(await prove(tools));
  } catch (error) {
    if (process.env.DEBUG) {
      say(error.stack);
    }
    return timed({
      rows: [
        {
          what: 'ran to its end',
          tried: 1,
          held: 0,
          failures: [error.message],
        },
      ],
    });
  }
}

await command(async processes => {
  const { values, positionals } = readArguments(
    {
      seed: { type: 'string' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      share: { type: 'string' },
      minutes: { type: 'string' },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
    USAGE,
  );
  const names = chooseNames(positionals, NAMES, 'prove');
  const seed = readSeed(values.seed);
  const { quick, only, json, write } = values;
  if ((quick || only) && write) {
    throw new Error('A part of a run proves too little to be written down');
  }
  const tools = await setUp(processes);
  const broken = [];
  const tried = [];
  for (const name of names) {
    const { title } = harnesses[name];
    say(`\n${title} (${name}, seed ${seed}${quick ? ', quick' : ''})`);
    const result = await runHarness(name, {
      processes,
      tools,
      seed,
      quick,
      only,
      share: values.share && Number(values.share),
      minutes: values.minutes && Number(values.minutes),
      say,
    });
    say(`\n${terminalTable(result.rows)}`);
    tried.push({ harness: name, rows: result.rows });
    if (!hasHeld(result.rows)) {
      broken.push(name);
    }
    if (write) {
      await writeSection(name, {
        ...result,
        seed,
        date: new Date().toISOString().slice(0, 10),
      });
    }
  }
  if (json) {
    writeJson(json, tried);
  }
  say(
    broken.length > 0
      ? `\nDid not hold: ${broken.join(', ')}. Again: yarn prove ${
          broken[0]
        } --seed ${seed}`
      : '\nEverything held.',
  );
  return broken.length > 0 ? 1 : 0;
});
