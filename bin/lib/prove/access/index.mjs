import { operationsOf, readOpenApi, send } from '../openApi.mjs';
import { mutatingCallsFromNow } from '../mutatingCalls.mjs';
import { changedTables, portalTables } from '../portalTables.mjs';
import { seededRandom } from '../seededRandom.mjs';
import { startTwoTeams } from '../twoTeams.mjs';
import { makeActors } from './actors.mjs';
import { casesOf, rowsOf } from './cases.mjs';
import { COLUMNS, COLUMNS_WHEN_OFF, tokensOf } from './columns.mjs';
import { tryCrossings } from './crossings.mjs';
import { judgeAnswer } from './judgeAnswer.mjs';
import { markdownMatrix, matrixOf, terminalMatrix } from './matrix.mjs';

const QUICK_ROWS = 12;

/** Sends the cases, one after another, with each of their callers' tokens. */
async function ask(cases, world) {
  const answers = [];
  for (const { row, column, due, request, makeRequest } of cases) {
    for (const token of await tokensOf(column, row.permission, world)) {
      const asked = request ?? (await makeRequest());
      const answer = await send(world.portal.url, asked, token);
      const problem = judgeAnswer(due, answer, row);
      answers.push({
        row,
        column,
        due,
        status: answer.status,
        failure:
          problem && `${row.operation.id} by ${column.title}: ${problem}`,
      });
    }
  }
  return answers;
}

/** What the refusals changed: there should be nothing. */
async function watched(world, work) {
  const tables = await portalTables(world.portal.databaseUrl);
  try {
    const before = await tables.settled();
    const callsSince = await mutatingCallsFromNow(world.portal.simulatorUrl);
    const result = await work();
    const calls = await callsSince();
    return {
      result,
      rows: [
        untouched(
          'tables that no refusal changed',
          before.size,
          changedTables(before, await tables.settled()).map(
            name => `${name} was changed`,
          ),
        ),
        untouched(
          'calls to AWS that no refusal made',
          1,
          calls.map(({ service, operation }) => `${service} ${operation}`),
        ),
      ],
    };
  } finally {
    await tables.close();
  }
}

function untouched(what, tried, failures) {
  return { what, tried, held: Math.max(0, tried - failures.length), failures };
}

function rowOf(column, answers) {
  const own = answers.filter(one => one.column === column);
  const failures = own.flatMap(({ failure }) => failure ?? []);
  return {
    what: column.title,
    tried: own.length,
    held: own.length - failures.length,
    failures,
  };
}

/** Every operation of the API, asked by everybody who should not and by those who may. */
export async function prove({ seed, quick, say }) {
  const teams = await startTwoTeams({ seed });
  try {
    return await proveOn(teams, { seed, quick, say });
  } finally {
    await teams.stop();
  }
}

/** As `prove`, on a portal that runs. */
export async function proveOn(teams, { seed, quick, say }) {
  const { portal } = teams;
  const operations = operationsOf(
    await readOpenApi(portal.url, portal.automationToken),
  );
  const allRows = rowsOf(operations);
  const permissions = [...new Set(allRows.map(({ permission }) => permission))];
  say(`  ${operations.length} operations, ${permissions.length} permissions`);
  const actors = makeActors(permissions, teams.folder);
  await teams.configure(actors.config);
  const world = {
    ...teams,
    tokens: actors.tokens,
    tokenOf: signedIn(actors, portal),
  };
  const rows = quick ? seededRandom(seed).sample(allRows, QUICK_ROWS) : allRows;

  const { refusals, others } = await casesOf(rows, COLUMNS, world);
  const refused = await watched(world, () => ask(refusals, world));
  const crossed = await watched(world, () => tryCrossings(world));
  const allowed = await ask(others, world);
  await teams.configure({ ...actors.config, permission: { enabled: false } });
  const off = await casesOf(rows, COLUMNS_WHEN_OFF, world);
  const answers = [
    ...refused.result,
    ...allowed,
    ...(await ask([...off.refusals, ...off.others], world)),
  ];

  const columns = [...COLUMNS, ...COLUMNS_WHEN_OFF];
  const matrix = matrixOf(rows, columns, answers);
  say(`\n${terminalMatrix(matrix)}`);
  return {
    rows: [
      ...columns.map(column => rowOf(column, answers)),
      ...refused.rows,
      crossed.result,
      ...crossed.rows.map(row => ({ ...row, what: `${row.what}, reaching` })),
    ],
    details: markdownMatrix(matrix),
  };
}

/** Gives the token of a user, who is named by a kind and a permission, and signs in when it is first asked for. */
function signedIn(actors, portal) {
  const tokens = new Map();
  return who => {
    if (!tokens.has(who)) {
      tokens.set(who, actors.signIn(portal.url, ...who.split(' ')));
    }
    return tokens.get(who);
  };
}
