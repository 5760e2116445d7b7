import { buildApp, isAppBuilt } from '../../buildApp.mjs';
import { step } from '../../steps.mjs';
import { startBenchPostgres } from '../benchPostgres.mjs';
import { createDatabase } from '../database.mjs';
import { buildProductionPortal } from '../productionPortal.mjs';
import { atMost } from '../table.mjs';
import { frontendSize } from './frontendSize.mjs';
import { startOnce } from './startOnce.mjs';

const KILOBYTE = 1_000;

const median = values =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Starts with and without the plugin in turns, on a database that each start before has migrated. */
async function measureStarts(processes, tools, { postgres, pairs, say }) {
  const options = {
    postgres,
    database: 'portal',
    // Nobody asks AWS before there is a session.
    awsEndpoint: 'http://127.0.0.1:9',
    automationToken: 'a-token-that-nobody-uses-0000',
  };
  const first = await startOnce(processes, tools, options);
  const starts = { with: [], without: [] };
  for (let pair = 1; pair <= pairs; pair += 1) {
    for (const kind of ['without', 'with']) {
      const one = await startOnce(processes, tools, {
        ...options,
        without: kind === 'without',
      });
      starts[kind].push(one);
      say(
        `  ${kind} the plugin: ${one.seconds.toFixed(1)} s${
          one.computed ? `, ${one.computed.toFixed(1)} s of them computed` : ''
        }`,
      );
    }
  }
  return { first, starts };
}

function startResults({ first, starts }) {
  const of = (kind, key) => median(starts[kind].map(one => one[key]));
  const seconds = value => `${value.toFixed(2)} s`;
  const added = key => of('with', key) / of('without', key);
  const note = key =>
    `${seconds(of('with', key))} with the plugin, ${seconds(
      of('without', key),
    )} without: medians of ${starts.with.length}`;
  const isComputedKnown = starts.with.every(({ computed }) => computed);
  return [
    atMost(1.1, {
      name: "the portal's start with the plugin, over that without",
      value: added('seconds'),
      note: note('seconds'),
    }),
    ...(isComputedKnown
      ? [
          {
            name: 'the same in computing time',
            value: added('computed'),
            met: true,
            note: `${note(
              'computed',
            )}; tells the same on a machine that does other things, too`,
          },
        ]
      : []),
    {
      name: 'the very first start, which makes the tables of every plugin',
      value: first.seconds,
      unit: 's',
      met: true,
    },
  ];
}

function sizeResults(chunks) {
  const kilobytes = some =>
    some.reduce((sum, { bytes }) => sum + bytes, 0) / KILOBYTE;
  return [
    atMost(250, {
      name: "the frontend plugin's own code, compressed",
      value: kilobytes(chunks),
      unit: 'kB',
      note: `in ${chunks.length} chunks, the largest ${(
        chunks[0].bytes / KILOBYTE
      ).toFixed(1)} kB`,
    }),
    atMost(10, {
      name: 'of it in the first load of every page of the portal',
      value: kilobytes(chunks.filter(({ initial }) => initial)),
      unit: 'kB',
    }),
  ];
}

/** What the plugin adds to the portal's start, and what of it a browser loads. */
export async function measure({ processes, tools, quick, say }) {
  await step('Building the portal as for production', () =>
    buildProductionPortal(processes, tools),
  );
  // Kept is the whole; what is measured of the web app is read where it is built.
  if (!isAppBuilt()) {
    await step('Building the web app', () => buildApp(processes, tools));
  }
  const postgres = await startBenchPostgres(processes, 'start');
  try {
    await createDatabase(postgres, 'portal');
    const measured = await step('Starting the portal in turns', () =>
      measureStarts(processes, tools, {
        postgres,
        pairs: quick ? 1 : 5,
        say,
      }),
    );
    return {
      results: [...startResults(measured), ...sizeResults(frontendSize())],
      details:
        'Both portals are the same but for the plugin, and run as they are built for production. Size is what source maps ascribe to the plugin in the chunks of the production build, compressed with gzip chunk by chunk.',
    };
  } finally {
    await postgres.remove();
  }
}
