// `yarn bench`: measures what the portal costs, and says where a target is missed.
import { benches } from './lib/bench/index.mjs';
import { writeJson, writeSection } from './lib/bench/report.mjs';
import { terminalTable } from './lib/bench/table.mjs';
import { command } from './lib/command.mjs';
import { chooseNames, readArguments, readSeed } from './lib/options.mjs';
import { setUp } from './lib/setUp.mjs';
import { say } from './lib/steps.mjs';

const NAMES = Object.keys(benches);
const USAGE = `Usage: yarn bench [${NAMES.join(
  '|',
)}]… [--json FILE] [--seed N] [--quick] [--write]

  --json    puts the results into this file: {results: [{name, value, target, met}]}
  --seed    what chance starts from; by chance unless told
  --quick   smaller sizes, to see whether a bench works
  --write   puts the results into docs/performance.md`;

/** A bench that breaks off has met nothing, and says so in its table. */
async function runBench(name, tools) {
  const start = Date.now();
  const timed = result => ({ ...result, seconds: (Date.now() - start) / 1000 });
  try {
    const { measure } = await benches[name].load();
    return timed(await measure(tools));
  } catch (error) {
    if (process.env.DEBUG) {
      say(error.stack);
    }
    return timed({
      results: [
        {
          name: 'ran to its end',
          value: 0,
          target: 'at least 1',
          met: false,
          note: error.message,
        },
      ],
    });
  }
}

await command(async processes => {
  const { values, positionals } = readArguments(
    {
      json: { type: 'string' },
      seed: { type: 'string' },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
    USAGE,
  );
  const names = chooseNames(positionals, NAMES, 'measure');
  const seed = readSeed(values.seed);
  const { json, quick, write } = values;
  if (quick && write) {
    throw new Error('A quick run measures too little to be written down');
  }
  const tools = await setUp(processes);
  const measured = [];
  for (const name of names) {
    say(
      `\n${benches[name].title} (${name}, seed ${seed}${
        quick ? ', quick' : ''
      })`,
    );
    const result = await runBench(name, { processes, tools, seed, quick, say });
    say(`\n${terminalTable(result.results)}`);
    measured.push({ bench: name, ...result });
    if (json) {
      writeJson(json, measured);
    }
    if (write) {
      const date = new Date().toISOString().slice(0, 10);
      await writeSection(name, { ...result, seed, date });
    }
  }
  const missed = measured.filter(({ results }) =>
    results.some(({ met }) => !met),
  );
  say(
    missed.length > 0
      ? `\nMissed a target: ${missed
          .map(({ bench }) => bench)
          .join(', ')}. Again: yarn bench ${missed[0].bench} --seed ${seed}`
      : '\nEvery target was met.',
  );
  return missed.length > 0 ? 1 : 0;
});
