import { createRequire } from 'node:module';
import { inRoot } from '../paths.mjs';
import { waitFor } from '../waitFor.mjs';

const SCHEMA = 'disaster-recovery';

/** So many looks, one and a half seconds apart, without a change are rest: the portal looks at AWS every other second. */
const LOOKS_ALIKE = 4;

/** Written by the portal's engine and by Backstage, whether anybody asks for anything or not. */
const OF_THE_PORTAL_ITSELF = /^(knex_|backstage_|engine_)/;
/** What AWS was last seen to say: the portal looks by itself, and whoever looks has it refreshed. */
const SEEN = {
  protected_servers: [
    'captured',
    'captured_at',
    'capture_error',
    'drift',
    'drift_checked_at',
    'data_replication_state',
    'lag_seconds',
    'observed_at',
  ],
  recovery_instances: [
    'ec2_state',
    'agent_last_seen_at',
    'replication',
    'updated_at',
  ],
};
/** That somebody was refused is put on record. */
const ROWS = { audit_events: "WHERE t.outcome <> 'REFUSED'" };

/**
 * Looks into the tables of the disaster-recovery plugin, past its API.
 *
 * @returns `snapshot`, which gives a digest of each table's rows, `settled`, `query`, and `close`
 */
export async function portalTables(databaseUrl) {
  const { Client } = createRequire(inRoot('package.json'))('pg');
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    'SELECT table_name FROM information_schema.tables WHERE table_schema = $1 ORDER BY 1',
    [SCHEMA],
  );
  const tables = rows
    .map(row => row.table_name)
    .filter(name => !OF_THE_PORTAL_ITSELF.test(name));
  const digests = tables.map(name => {
    const seen = (SEEN[name] ?? []).map(column => ` - '${column}'`).join('');
    const row = `(to_jsonb(t)${seen})::text`;
    return `SELECT '${name}' AS name, count(*)::int AS count, md5(string_agg(${row}, chr(10) ORDER BY ${row})) AS digest FROM "${SCHEMA}"."${name}" t ${
      ROWS[name] ?? ''
    }`;
  });
  const snapshot = async () => {
    const result = await client.query(digests.join(' UNION ALL '));
    return new Map(
      result.rows.map(({ name, count, digest }) => [
        name,
        `${count} ${digest}`,
      ]),
    );
  };
  return {
    snapshot,
    /** A snapshot of when nothing has changed for several looks: what was begun before has come to its end. */
    settled() {
      let last;
      let looksAlike = 0;
      return waitFor(
        async () => {
          const next = await snapshot();
          const same = last && changedTables(last, next).length === 0;
          looksAlike = same ? looksAlike + 1 : 0;
          last = next;
          return looksAlike >= LOOKS_ALIKE && next;
        },
        { seconds: 60, every: 1_500, what: 'A database at rest' },
      );
    },
    query: (text, values) =>
      client.query(text, values).then(result => result.rows),
    close: () => client.end(),
  };
}

/** The names of the tables whose rows differ. */
export function changedTables(before, after) {
  return [...before.keys()].filter(
    name => before.get(name) !== after.get(name),
  );
}
