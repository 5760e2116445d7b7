import { QUEUE_SCHEMA, SCHEMA } from '../cluster/openDatabase.mjs';
import { startCluster } from '../cluster/startCluster.mjs';

export const START = 'both start on an empty database at the same moment';
/** Not the plugin's to mend: see the details. */
export const RACES =
  'times one of them lost a race for Backstage’s own tables, said so, and started again';

/** What is wrong with the schema that two replicas made at the same time. */
export async function schemaProblems({ database }) {
  const [twice, versions, queues] = await Promise.all([
    database.query(
      `SELECT name FROM ${SCHEMA}.knex_migrations GROUP BY name HAVING count(*) > 1`,
    ),
    database.query(`SELECT version FROM ${QUEUE_SCHEMA}.version`),
    database.query(
      `SELECT name FROM ${QUEUE_SCHEMA}.queue WHERE name = 'reconcile'`,
    ),
  ]);
  return [
    ...twice.map(({ name }) => `the migration ${name} ran twice`),
    ...(versions.length === 1 ? [] : ['the queue has not one version']),
    ...(queues.length === 1 ? [] : ['the queue is not there once']),
  ];
}

/** Starts two replicas on a database that has nothing in it, and looks whether each of them works. */
export async function startTogether(context, number) {
  const { processes, tools, program, postgres, rows } = context;
  const cluster = await startCluster(processes, tools, { program, postgres });
  try {
    await rows.start.attempt(`start ${number}`, async () => {
      rows.start.count(RACES, await cluster.start());
      return schemaProblems(cluster);
    });
  } finally {
    await cluster.stop();
  }
}
