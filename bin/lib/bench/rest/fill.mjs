import { fillCatalog } from './fillCatalog.mjs';
import { fillPlans } from './fillPlans.mjs';
import { fillSamples, fillSessions } from './fillSessions.mjs';

const TABLES = [
  'protection_groups',
  'protected_servers',
  'recovery_plans',
  'waves',
  'wave_groups',
  'executions',
  'execution_waves',
  'execution_jobs',
  'execution_servers',
  'failover_sessions',
  'recovery_instances',
  'operations',
  'operation_steps',
  'session_milestones',
  'audit_events',
  'replication_samples',
];

/** What the filled database holds. */
export const sizes = quick => ({
  sessions: quick ? 500 : 10_000,
  instances: 100,
  samples: quick ? 500_000 : 10_000_000,
  groups: quick ? 250 : 5_000,
  plans: quick ? 250 : 5_000,
  executions: quick ? 500 : 10_000,
  servers: 100,
  entities: quick ? 500 : 10_000,
});

/** Filling first and making the indexes afterwards takes a third of the time. */
async function withoutIndexes(client, work) {
  const named = TABLES.map(table => `'${table}'::regclass`).join();
  await client.query(
    `UPDATE pg_index SET indisready = false WHERE indrelid IN (${named})`,
  );
  await work();
  await client.query("SET maintenance_work_mem = '512MB'");
  for (const table of TABLES) {
    await client.query(`REINDEX TABLE ${table}`);
    await client.query(`VACUUM (ANALYZE) ${table}`);
  }
}

/** Fills the database of a portal that has migrated it, by SQL alone: years of use in minutes. */
export async function fill(client, size) {
  // What is written here refers to what exists: checking ten million references would take longer than writing them.
  await client.query('SET session_replication_role = replica');
  for (const statement of fillCatalog(size)) {
    await client.query(statement);
  }
  await withoutIndexes(client, async () => {
    for (const statement of [
      ...fillPlans(size),
      ...fillSessions(size),
      ...fillSamples(size),
    ]) {
      await client.query(statement);
    }
  });
  await client.query('SET session_replication_role = origin');
  // What was written goes to the disk now, not while somebody reads.
  await client.query('CHECKPOINT');
}
