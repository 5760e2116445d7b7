import { chance } from '../companies/chance.mjs';
import { markdownTable } from '../table.mjs';
import { faults } from './faults/index.mjs';
import { liveAll } from './lives.mjs';
import { mixtures } from './mixtures.mjs';

const ROUTES = ['native', 'reinstall'];
const TOGETHER = 32;
const MIXTURES = 16;
/** So many lives fit into a minute when nothing else runs. */
const QUICK = 8;

/** For work on one fault: only those whose name matches. */
const only = new RegExp(process.env.PROVE_ONLY ?? '');

function alone() {
  return faults
    .filter(({ name }) => only.test(name))
    .flatMap(fault =>
      (fault.routes ?? ROUTES).map(route => ({ fault, route })),
    );
}

function chooseLives({ seed, quick }) {
  if (quick) {
    const random = chance(seed);
    const left = alone();
    return Array.from(
      { length: Math.min(QUICK, left.length) },
      () => left.splice(random.below(left.length), 1)[0],
    );
  }
  const mixed = process.env.PROVE_ONLY ? 0 : MIXTURES;
  return [
    ...alone(),
    ...mixtures(faults, { seed, count: mixed, routes: ROUTES }),
  ];
}

/** How a life went, in words. */
function story({ failures, stops, retries }) {
  if (failures.length > 0) {
    return 'did not hold';
  }
  if (stops.length === 0) {
    return 'came through';
  }
  const chapters = [...new Set(stops.map(({ chapter }) => chapter))];
  const told = `told why in ${chapters.join(', ')}`;
  return retries > 0
    ? `${told}; tried again ${retries} times, then came through`
    : `${told}; went on by itself`;
}

function rowOf(name, results) {
  return {
    what: name,
    tried: results.length,
    held: results.filter(({ failures }) => failures.length === 0).length,
    note: results.map(result => `${result.route}: ${story(result)}`).join('. '),
    failures: results.flatMap(({ route, failures }) =>
      failures.map(failure => `${route}: ${failure}`),
    ),
  };
}

/** A row for each fault; mixtures share one. */
function rowsOf(results) {
  const byName = new Map();
  for (const result of results) {
    const name = result.isMixture
      ? 'three of these at once, by chance'
      : result.fault.name;
    byName.set(name, [...(byName.get(name) ?? []), result]);
  }
  return [...byName].map(([name, list]) => ({
    ...rowOf(name, list),
    ...(list[0].isMixture && {
      note: `${
        list.filter(({ stops }) => stops.length === 0).length
      } came through, ${
        list.filter(({ stops }) => stops.length > 0).length
      } told why, and came through when AWS was well again`,
      failures: list.flatMap(({ fault, route, failures }) =>
        failures.map(failure => `${fault.name}, ${route}: ${failure}`),
      ),
    }),
  }));
}

const FIRST = 200;
const short = text => (text.length > FIRST ? `${text.slice(0, FIRST)}…` : text);

/** What was told first about each fault that stopped a life. */
function detailsOf(results) {
  const lines = results
    .filter(({ stops, isMixture }) => stops.length > 0 && !isMixture)
    .map(({ fault, route, stops: [{ chapter, reason }] }) => [
      fault.name,
      route,
      chapter,
      short(reason),
    ]);
  const told = markdownTable(['fault', 'route', 'while', 'told'], lines);
  return [
    ...(process.env.PROVE_ONLY
      ? [
          `Of all faults, those were tried whose name matches \`${only.source}\`.`,
        ]
      : []),
    ...(lines.length > 0
      ? [`What was told first, where something was in the way:\n\n${told}`]
      : []),
  ].join('\n\n');
}

export async function prove({ processes, tools, seed, quick, say }) {
  const results = await liveAll(chooseLives({ seed, quick }), {
    processes,
    tools,
    seed,
    quick,
    together: TOGETHER,
    tell: ({ fault, route, failures, stops }) =>
      say(
        [
          `  ${failures.length === 0 ? '✓' : '✗'} ${fault.name}, ${route}`,
          ...failures.map(failure => `      did not hold: ${failure}`),
          ...(process.env.DEBUG ? stops : []).map(
            ({ chapter, reason }) => `      ${chapter}: ${reason}`,
          ),
        ].join('\n'),
      ),
  });
  return { rows: rowsOf(results), details: detailsOf(results) };
}
