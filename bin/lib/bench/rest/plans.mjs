import fs from 'node:fs';

/** From this size on, a table is large. */
const LARGE_ROWS = 100_000;
const ENTRY = /^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] /m;

async function largeTables(client) {
  const { rows } = await client.query(
    `SELECT relname FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'disaster-recovery'::regnamespace AND reltuples > ${LARGE_ROWS}`,
  );
  return new Set(rows.map(({ relname }) => relname));
}

/** Has Postgres write how it carries out each statement into its log, from the portal's next connections on. */
async function explainEverything(client) {
  const { rows } = await client.query('SELECT current_database() AS name');
  for (const setting of [
    "session_preload_libraries = 'auto_explain'",
    'auto_explain.log_min_duration = 0',
    "auto_explain.log_format = 'json'",
  ]) {
    await client.query(`ALTER DATABASE "${rows[0].name}" SET ${setting}`);
  }
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle'`,
  );
}

function plansIn(log) {
  return log.split(ENTRY).flatMap(entry => {
    const json = entry.match(/plan:\s*(\{[\s\S]*\})/)?.[1];
    return json ? [JSON.parse(json.replace(/\n\t/g, '\n'))] : [];
  });
}

function* nodesOf(plan) {
  yield plan;
  for (const child of plan.Plans ?? []) {
    yield* nodesOf(child);
  }
}

/**
 * Asks every route once, and looks at how Postgres answered it.
 *
 * @param options - `ask` gets a path; `logFile` of Postgres
 * @returns how many `statements` were seen, and a sentence for each that read a `large` table from end to end
 */
export async function findSequentialScans(client, { routes, ask, logFile }) {
  const large = await largeTables(client);
  await explainEverything(client);
  const found = [];
  let statements = 0;
  for (const { name, path } of routes) {
    const from = fs.statSync(logFile).size;
    await ask(path);
    const log = fs.readFileSync(logFile).subarray(from).toString('utf8');
    for (const { 'Query Text': text, Plan: plan } of plansIn(log)) {
      statements += 1;
      for (const node of nodesOf(plan)) {
        if (
          node['Node Type'] === 'Seq Scan' &&
          large.has(node['Relation Name'])
        ) {
          found.push(
            `${name}: ${node['Relation Name']} in ${text
              .replace(/\s+/g, ' ')
              .slice(0, 120)}`,
          );
        }
      }
    }
  }
  return { statements, found: [...new Set(found)], large: [...large] };
}
