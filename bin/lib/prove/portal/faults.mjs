import { setTimeout as delay } from 'node:timers/promises';
import { PROOF, QUEUE_SCHEMA, SCHEMA } from '../cluster/openDatabase.mjs';

/** Ends every connection but ours. */
const END_OTHERS = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name <> '${PROOF}'`;

/** Takes every connection that Postgres has, those of the portal too, until it is over. */
async function takeAllConnections({ database }) {
  const taken = [await database.connect()];
  let isOver = false;
  let isExhausted = false;
  const take = async until => {
    while (!until()) {
      try {
        taken.push(await database.connect());
      } catch (error) {
        if (error.code !== '53300') {
          throw error;
        }
        isExhausted = true;
        await taken[0].query(END_OTHERS);
      }
    }
  };
  await take(() => isExhausted);
  const taking = take(() => isOver);
  return async () => {
    isOver = true;
    await taking;
    await Promise.all(taken.map(client => client.end()));
  };
}

/** Writes to every table of the plugin, and of its queue, fail as on a full disk: all of them, or by chance. */
async function fillDisk({ database }, share) {
  const tables = await database.query(
    // Parts of a table have its triggers.
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname IN ('disaster-recovery', '${QUEUE_SCHEMA}') AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition AND c.relname NOT LIKE 'knex%'`,
  );
  await database.query(`CREATE OR REPLACE FUNCTION public.disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF random() < ${share} THEN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$`);
  for (const { name } of tables) {
    await database.query(
      `CREATE OR REPLACE TRIGGER disk_full BEFORE INSERT OR UPDATE ON ${name} FOR EACH ROW EXECUTE FUNCTION public.disk_full()`,
    );
  }
  return () => database.query('DROP FUNCTION public.disk_full CASCADE');
}

/** Another client holds tables, as a careless administrator's script does. */
async function lockTables({ database }, tables) {
  const client = await database.connect();
  await client.query('BEGIN');
  for (const table of tables) {
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  }
  return async () => {
    await client.query('ROLLBACK');
    await client.end();
  };
}

/** Postgres refuses every write, as a primary does that has become a standby. */
async function makeReadOnly({ database, databaseName }) {
  // One that was there before may still write.
  const client = await database.connect();
  const set = value =>
    client.query(
      `ALTER DATABASE "${databaseName}" SET default_transaction_read_only = ${value}`,
    );
  await set('on');
  await client.query(END_OTHERS);
  return async () => {
    await set('off');
    await client.query(END_OTHERS);
    await client.end();
  };
}

/** The clock of every replica's machine is put forward, or back. */
async function jump(cluster, hours) {
  cluster.all.forEach(replica => {
    cluster.machines.setClock(replica.name, hours * 60);
    replica.signal('SIGUSR2');
  });
  return async () => {};
}

async function restartPostgres({ postgres }) {
  await postgres.stop();
  return postgres.start;
}

async function crashPostgres({ postgres }) {
  await postgres.crash();
  return postgres.start;
}

/**
 * Each fault: the row it is tried for, how it begins (which gives how it ends), and how many seconds it lasts.
 */
export const FAULTS = {
  restart: {
    row: 'Postgres is restarted',
    begin: restartPostgres,
    seconds: 6,
  },
  crash: {
    row: 'Postgres crashes (-9)',
    begin: crashPostgres,
    seconds: 1,
  },
  connections: {
    row: 'another client has taken every connection',
    begin: takeAllConnections,
    seconds: 15,
  },
  fullDisk: {
    row: 'the disk is full: every write fails',
    begin: cluster => fillDisk(cluster, 1.1),
    seconds: 15,
  },
  almostFullDisk: {
    row: 'the disk is full now and then: one write in five fails',
    begin: cluster => fillDisk(cluster, 0.2),
    seconds: 25,
  },
  queueLocked: {
    row: "the queue's tables are locked by somebody",
    begin: cluster => lockTables(cluster, [`${QUEUE_SCHEMA}.job`]),
    seconds: 30,
  },
  tablesLocked: {
    row: "the plugin's tables are locked by somebody",
    begin: cluster =>
      lockTables(cluster, [`${SCHEMA}.failover_sessions`, `${SCHEMA}.intents`]),
    seconds: 25,
  },
  readOnly: {
    row: 'Postgres has become a read-only standby',
    begin: makeReadOnly,
    seconds: 10,
  },
  clockForward: {
    row: 'the clocks jump',
    begin: cluster => jump(cluster, 5),
    seconds: 1,
  },
  clockBack: {
    row: 'the clocks jump',
    begin: cluster => jump(cluster, -3),
    seconds: 1,
  },
};
