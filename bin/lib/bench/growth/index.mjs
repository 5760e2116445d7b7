import { markdownTable } from '../../prove/table.mjs';
import { step } from '../../steps.mjs';
import { costsOf, FAST_AGENTS } from '../backend/costsOf.mjs';
import { atMost, formatValue } from '../table.mjs';
import { chart } from './chart.mjs';
import { law } from './law.mjs';

const MEBIBYTE = 2 ** 20;
const LOOKS_A_MINUTE = 1;

const ofReplica = ({ probes: [probe] }) => probe;

/** What watching costs, each for one look; and what it costs until work is done, altogether. */
const COSTS = [
  ['AWS calls of a look', '', ({ watched }) => watched.calls],
  ['statements of a look', '', ({ watched }) => watched.statements],
  [
    'computing time of a look',
    's',
    ({ watched }) => ofReplica(watched).computedSeconds,
  ],
  ['AWS calls of work', '', ({ worked }) => worked.calls],
  ['statements of work', '', ({ worked }) => worked.statements],
  [
    'computing time of work',
    's',
    ({ worked }) => ofReplica(worked).computedSeconds,
  ],
  [
    'memory',
    'MB',
    ({ worked, watched }) =>
      Math.max(ofReplica(worked).memoryBytes, ofReplica(watched).memoryBytes) /
      MEBIBYTE,
  ],
  [
    'event loop delay p99',
    'ms',
    ({ worked, watched }) =>
      Math.max(ofReplica(worked).delayP99Ms, ofReplica(watched).delayP99Ms),
  ],
];

/** Half of the sessions work until that is done, and then all are watched. */
async function workAndWatch(portal) {
  const worked = await step('Working until all is done', () => portal.work());
  const watched = await step('Watching one look', () => portal.looks(1));
  return { worked, watched };
}

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
      servers: until('computing time of a look', 60 / LOOKS_A_MINUTE),
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
      servers: until('statements of a look', 60_000 / LOOKS_A_MINUTE),
      then: 'a larger Postgres: all replicas share it, and it is the last thing that can only grow in one place',
    },
  ].sort((one, other) => one.servers - other.servers);
}

/** How each cost grows with servers and sessions, and where it ends. */
export async function measure({ processes, tools, seed, quick }) {
  const servers = 100;
  const sizes = quick ? [4, 8] : [12, 24, 40];
  const costs = await costsOf(processes, tools, {
    sizes,
    servers,
    seed,
    settings: FAST_AGENTS,
    measure: workAndWatch,
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
    ['what', 'for no server', 'for each server', 'exponent'],
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
    'What it costs one replica on one core. A look is what a minute costs: everything is looked at once in it. Work is what half of the sessions do at the same time, of which half install agents and half start reverse replication, from their beginning until the last is done; looks go on meanwhile.',
    chart(total, series),
    table,
    'The laws, as lines through these points; an exponent of 1 is growth in proportion, 0 is none.',
    lawsOf,
    'Past one machine, by these lines; the first to end comes first. A replica takes up to twenty connections for this plugin: a Postgres of 100 connections carries four, with room for the other plugins only behind a pooler.',
    ends,
  ].join('\n\n');
}
