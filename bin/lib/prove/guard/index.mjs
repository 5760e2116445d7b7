import { atATime } from '../companies/atATime.mjs';
import { protectCompany } from '../companies/companies.mjs';
import { startCompanies } from '../companies/startCompanies.mjs';
import { chance } from '../companies/chance.mjs';
import { Company } from './Company.mjs';
import { proveProperties } from './properties.mjs';
import { players as playersOf } from './players.mjs';

const PACE = { speed: 600, pollingMs: 1000 };
const MACHINES = [
  'orders-db-1',
  'orders-db-2',
  'orders-web-1',
  'orders-web-2',
  'orders-web-3',
];

/** How many companies, how many sequences in all, and when no more are begun. */
const EXTENT = {
  full: { count: 20, sequences: 2000, seconds: 1200, cases: 20_000 },
  quick: { count: 6, sequences: 120, seconds: 30, cases: 1000 },
};

/** One database at least, and one web server. */
const machinesOf = seed => number => {
  const some = chance(seed + number * 7919).some(MACHINES);
  return [
    ...new Set([MACHINES[number % 2], MACHINES[2 + (number % 3)], ...some]),
  ];
};

const sum = (companies, key) =>
  companies.reduce((total, { counts }) => total + counts[key], 0);

/** Problems are told once, with the sequences; a row that is about something else counts what held. */
function rowsOf(companies) {
  const sound = companies.filter(company => company.problems().length === 0);
  const statuses = new Set(companies.flatMap(({ statuses: own }) => [...own]));
  const counted = (what, key) => ({
    what,
    tried: sum(
      companies.map(({ judge }) => judge),
      key,
    ),
    held: sum(
      sound.map(({ judge }) => judge),
      key,
    ),
    failures: [],
  });
  return [
    {
      what: 'sequences of requests by several users at once',
      tried: sum(companies, 'sequences'),
      held: sum(sound, 'sequences'),
      note: `${sum(companies, 'granted')} requests granted, ${sum(
        companies,
        'refused',
      )} refused; sessions had ${statuses.size} of 12 statuses`,
      failures: companies.flatMap(company => company.problems()),
    },
    counted(
      'machines that died: drills, or named by their user and serving nobody',
      'died',
    ),
    counted('servers and records taken away, as named', 'takenAway'),
  ];
}

export async function prove({ processes, tools, seed, quick, say }) {
  const extent = quick ? EXTENT.quick : EXTENT.full;
  const { count, sequences, seconds, cases } = extent;
  const properties = await proveProperties({ processes, tools, seed }, cases);
  const { url, tokens, api, trace, worlds, stop } = await startCompanies({
    processes,
    tools,
    count,
    machinesOf: machinesOf(seed),
    seed,
    pace: PACE,
  });
  try {
    const players = playersOf({ url, tokens });
    const companies = worlds.map(
      (world, number) =>
        new Company({ api, world, trace, players, seed, number }),
    );
    await atATime(4, worlds, world => protectCompany(api, world));
    const end = Date.now() + seconds * 1000;
    await atATime(count, companies, async (company, number) => {
      while (
        company.counts.sequences < sequences / count &&
        company.judge.problems.length === 0 &&
        Date.now() < end
      ) {
        await company.play();
      }
      company.problems().forEach(problem => say(`  ✗ ${problem}`));
      say(
        `  company ${number}: ${company.counts.sequences} sequences, ${
          company.counts.granted
        } granted, ${[...company.statuses].join(' ')}`,
      );
    });
    return { rows: [...rowsOf(companies), ...properties] };
  } finally {
    await stop();
  }
}
