import { markdownTable } from '../../prove/table.mjs';
import { costsOf, watch } from '../backend/costsOf.mjs';
import { atMost, formatValue } from '../table.mjs';
import { chart } from './chart.mjs';
import { law } from './law.mjs';

const MEBIBYTE = 2 ** 20;
const LOOKS_A_MINUTE = 1;

/** What is paid for watching, each for one look. */
const COSTS = [
  ['AWS calls', '', ({ calls, looks }) => calls / looks],
  ['statements', '', ({ statements, looks }) => statements / looks],
  [
    'computing time',
    's',
    ({ probes: [probe], looks }) => probe.computedSeconds / looks,
  ],
  ['memory', 'MB', ({ probes: [probe] }) => probe.memoryBytes / MEBIBYTE],
  ['event loop delay p99', 'ms', ({ probes: [probe] }) => probe.delayP99Ms],
];

const count = value => Math.floor(value).toLocaleString('en-US');

/** From how many servers on one replica has no room left, by the lines through what was measured. */
function limits(laws) {
  const until = (name, most) => {
    const { slope, start } = laws.get(name);
    return slope > 0 ? (most - start) / slope : Infinity;
  };
  return [
    {
      what: 'one core of computing time',
      servers: until('computing time', 60 / LOOKS_A_MINUTE),
      then: 'another replica takes over what is due: looks at other regions, executions, operations. One region is looked at by one replica at a time',
    },
    {
      what: '512 MB of memory',
      servers: until('memory', 512),
      then: 'more memory: most of it is what Backstage itself holds; a look has 3,000 servers in memory at a time, whichever replica makes it',
    },
    {
      what: '100 ms of event loop delay',
      servers: until('event loop delay p99', 100),
      then: 'pages wait: add a replica, which serves some of them and takes over some of what is due',
    },
    {
      what: '1,000 statements a second of Postgres',
      servers: until('statements', 60_000 / LOOKS_A_MINUTE),
      then: 'a larger Postgres: all replicas share it, and it is the last thing that can only grow in one place',
    },
  ].sort((one, other) => one.servers - other.servers);
}

/** A look passes first, for a portal that has just started does more. */
async function watchSettled(portal) {
  await portal.looks(1);
  return watch(portal);
}

/** How each cost grows with servers and sessions, and where it ends. */
export async function measure({ processes, tools, seed, quick }) {
  const servers = 100;
  const sizes = quick ? [2, 4] : [20, 40, 80];
  const costs = await costsOf(processes, tools, {
    sizes,
    servers,
    seed,
    measure: watchSettled,
    // What is done to a few machines is over before a thousand are, and the costs of something else would be compared.
    onlyWatched: true,
  });
  const total = costs.map(cost => cost.sessions * cost.servers);
  const series = COSTS.map(([name, unit, of]) => ({
    name,
    unit,
    values: costs.map(of),
  }));
  const laws = new Map(
    series.map(({ name, values }) => [
      name,
      law(total.map((x, index) => [x, values[index]])),
    ]),
  );
  return {
    results: series.map(({ name, unit, values }) =>
      atMost(1.1, {
        name: `exponent of ${name} by servers`,
        value: laws.get(name).exponent,
        note: `${formatValue(values[0], unit)} at ${
          total[0]
        } servers, ${formatValue(values.at(-1), unit)} at ${total.at(-1)}`,
      }),
    ),
    details: details({ total, costs, series, laws }),
  };
}

function details({ total, costs, series, laws }) {
  const table = markdownTable(
    ['servers', 'sessions', ...series.map(({ name }) => name)],
    total.map((servers, index) => [
      servers,
      costs[index].sessions,
      ...series.map(({ unit, values }) => formatValue(values[index], unit)),
    ]),
  );
  const lawsOf = markdownTable(
    ['a look costs', 'for no server', 'for each server', 'exponent'],
    series.map(({ name, unit }) => {
      const { start, slope, exponent } = laws.get(name);
      return [
        name,
        formatValue(start, unit),
        `${slope.toPrecision(3)} ${unit}`,
        exponent.toFixed(2),
      ];
    }),
  );
  const ends = markdownTable(
    ['what ends on one replica', 'at servers', 'then'],
    limits(laws).map(({ what, servers, then }) => [
      what,
      Number.isFinite(servers) ? count(Math.max(0, servers)) : 'not by servers',
      then,
    ]),
  );
  return [
    'What a minute costs one replica on one core: everything is looked at once in it. Every second session has replicated back and is in step, the others are watched over; nobody begins anything. What operations cost besides grows with the machines that they work on, and ends at what AWS lets through: the section on the backend under load has both.',
    chart(total, series),
    table,
    'The laws, as lines through these points; an exponent of 1 is growth in proportion, 0 is none.',
    lawsOf,
    'Past one machine, by these lines; the first to end comes first. A replica takes up to twenty connections for this plugin: a Postgres of 100 connections carries four, with room for the other plugins only behind a pooler.',
    ends,
  ].join('\n\n');
}
