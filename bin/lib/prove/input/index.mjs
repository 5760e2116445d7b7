import { mutatingCalls } from '../mutatingCalls.mjs';
import { operationsOf, readOpenApi, send } from '../openApi.mjs';
import { portalTables } from '../portalTables.mjs';
import { seededRandom } from '../seededRandom.mjs';
import { startTwoTeams } from '../twoTeams.mjs';
import { BODY_FAULTS } from './badBodies.mjs';
import { badIds, badQueries, badTransfers } from './badRequests.mjs';
import { MARK } from './badTexts.mjs';
import { tryDoubles, waitForSomebody } from './doubles.mjs';
import { examplesOf } from './examples.mjs';
import { Prober } from './Prober.mjs';
import { plantParameters, plantSecrets, searchLog } from './secrets.mjs';
import { rateLimited, tryRateLimit } from './rateLimit.mjs';

/** Far more than anybody asks for, so that everything is tried in the shortest time. */
const NO_LIMIT = 1_000_000;
/** So many of each fault of each operation, chosen by the seed. */
const REQUESTS = 15;
const QUICK_REQUESTS = 1;

/** What is tried on one operation, by what is wrong: requests that differ from a good one in one thing. */
function faultsOf(operation, good, ids) {
  const bodies = operation.bodySchema
    ? Object.entries(BODY_FAULTS).map(([fault, of]) => [
        fault,
        () => of(good.body).map(bad => ({ ...good, ...bad })),
      ])
    : [];
  return [
    ['bad searches and cursors', () => badQueries(operation, good)],
    ['bad ids', () => badIds(operation, good, ids.orders)],
    ['bad transfers', () => badTransfers(operation, good)],
    ...bodies,
  ];
}

/** Something of its own to change, for what an operation does to something that is there. */
async function ownThing(operation, example, world) {
  const made = {
    updateProtectionGroup: 'createProtectionGroup',
    updateRecoveryPlan: 'createRecoveryPlan',
  }[operation.id];
  if (!made) {
    return undefined;
  }
  const create = world.operations.find(({ id }) => id === made);
  const request = await example(create);
  return world.api.post(request.path, request.body);
}

/** Where a bad request is about something of its own, it names the version of now, unless that is what is bad. */
async function upToDate(request, own, good, world) {
  if (!own || typeof request.body !== 'object' || request.body === null) {
    return request;
  }
  if (request.body.version !== good.body.version) {
    return request;
  }
  const { version } = await world.api.get(request.path);
  return { ...request, body: { ...request.body, version } };
}

async function tryOperation(operation, world, prober, choose, results) {
  const { example, ids, api } = world;
  const own = await ownThing(operation, example, world);
  let good = await example(operation);
  if (own) {
    good = {
      ...good,
      path: operation.path.replace('{id}', own.id),
      body: { ...good.body, version: own.version },
    };
  }
  await prober.start();
  for (const [fault, requests] of faultsOf(operation, good, ids)) {
    const row = results.get(fault) ?? { what: fault, tried: 0, failures: [] };
    results.set(fault, row);
    for (const request of choose(requests())) {
      const isOwn = own && request.path === good.path;
      const sent = await upToDate(request, isOwn && own, good, world);
      const problem = await prober.try(operation, sent);
      row.tried += 1;
      if (problem) {
        const failure = `${operation.id}, ${request.what}: ${problem}`;
        row.failures.push(failure);
        world.say(`    ${failure}`);
      }
    }
    const changed = operation.method === 'GET' && (await prober.changed());
    if (changed) {
      row.failures.push(`${operation.id}: ${changed}`);
    }
  }
  if (own) {
    await send(
      world.portal.url,
      { method: 'DELETE', path: `/${operation.collection}/${own.id}` },
      world.portal.automationToken,
    );
  }
}

/** What a shell reads as more than text. */
const SHELL = /[;&|<>`$()\n\r]/;

/** What SSM is told to do holds nothing that was typed into a bad request, and nothing that a shell would run. */
function carriedBy(calls) {
  const ssm = calls.filter(({ service }) => service === 'ssm');
  const carrying = ssm.filter(({ request }) => {
    const texts = Object.values(request.Parameters ?? {}).flat();
    return (
      JSON.stringify(request).includes(MARK) ||
      texts.some(text => SHELL.test(text))
    );
  });
  return {
    what: 'commands to SSM that carry no shell',
    tried: ssm.length,
    held: ssm.length - carrying.length,
    failures: carrying.map(
      ({ operation, request }) => `${operation} ${JSON.stringify(request)}`,
    ),
  };
}

const finished = ({ what, tried, failures }) => ({
  what,
  tried,
  held: tried - failures.length,
  failures,
});

/** Every route of the API, given what no route should take. */
export async function prove({ seed, quick, say }) {
  const secrets = plantSecrets();
  const teams = await startTwoTeams({
    seed,
    config: secrets.config,
    beforeFailover: api => plantParameters(api, secrets),
  });
  try {
    return await proveOn(teams, secrets, { seed, quick, say });
  } finally {
    await teams.stop();
  }
}

/** As `prove`, on a portal that runs. */
export async function proveOn(teams, secrets, { seed, quick, say }) {
  const { portal } = teams;
  await teams.configure(rateLimited(secrets.config, NO_LIMIT));
  const document = await readOpenApi(portal.url, portal.automationToken);
  const world = {
    ...teams,
    say,
    operations: operationsOf(document),
    secrets: secrets.all(portal),
    secretsConfig: secrets.config,
  };
  const begun = await waitForSomebody(world);
  world.example = await examplesOf(world);
  const faults = await tryFaults(world, { seed, quick, say });
  const doubles = await tryDoubles(world);
  const calls = await mutatingCalls(portal.simulatorUrl);
  const limited = await tryRateLimit(world);
  return {
    rows: [
      ...faults,
      ...begun,
      ...doubles,
      carriedBy(calls),
      limited,
      searchLog(portal.logFile, world.secrets),
    ],
  };
}

/** A row of the table for each way in which a request can be wrong, over all operations. */
async function tryFaults(world, { seed, quick, say }) {
  const random = seededRandom(seed);
  const choose = list => random.sample(list, quick ? QUICK_REQUESTS : REQUESTS);
  const tables = await portalTables(world.portal.databaseUrl);
  const results = new Map();
  try {
    const prober = new Prober(world, tables);
    await tables.settled();
    for (const operation of world.operations) {
      await tryOperation(operation, world, prober, choose, results);
      say(`  ${operation.id}`);
    }
  } finally {
    await tables.close();
  }
  return [...results.values()].map(finished);
}
