import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { rowsOfEveryTable } from './__testUtils__/rowsOfEveryTable';
import { migrate } from './migrate';

jest.setTimeout(180_000);

const directory = resolvePackagePath(
  '@internal/plugin-disaster-recovery-backend',
  'migrations',
);

async function tablesOf(database: Knex): Promise<string[]> {
  const rows = await database('information_schema.tables')
    .whereRaw('table_schema = current_schema()')
    .whereNotIn('table_name', ['knex_migrations', 'knex_migrations_lock'])
    .orderBy('table_name')
    .select({ name: 'table_name' });
  return rows.map(({ name }) => name);
}

/** Columns, constraints, indexes, triggers and functions of the whole schema. */
async function shapeOf(database: Knex) {
  const columns = await database('information_schema.columns')
    .whereRaw('table_schema = current_schema()')
    .orderBy(['table_name', 'column_name'])
    .select(
      'table_name',
      'column_name',
      'data_type',
      'is_nullable',
      'column_default',
      'generation_expression',
    );
  const constraints = await database('pg_constraint')
    .whereRaw('connamespace = current_schema()::regnamespace')
    .orderBy('conname')
    .select('conname', database.raw('pg_get_constraintdef(oid) AS definition'));
  const indexes = await database('pg_indexes')
    .whereRaw('schemaname = current_schema()')
    .orderBy('indexname')
    .select('indexname', 'indexdef');
  const triggers = await database('pg_trigger')
    .join('pg_class', 'pg_class.oid', 'tgrelid')
    .whereRaw('relnamespace = current_schema()::regnamespace')
    .whereNot('tgisinternal', true)
    .orderBy('tgname')
    .select(database.raw('pg_get_triggerdef(pg_trigger.oid) AS definition'));
  return {
    columns,
    constraints,
    indexes,
    triggers,
    functions: await functionsOf(database),
  };
}

async function functionsOf(database: Knex): Promise<{ source: string }[]> {
  return (
    database('pg_proc')
      .whereRaw('pronamespace = current_schema()::regnamespace')
      // An extension's are its own, and stay.
      .whereNotExists(
        database('pg_depend').whereRaw("objid = pg_proc.oid AND deptype = 'e'"),
      )
      .orderBy('proname')
      .select(database.raw('pg_get_functiondef(pg_proc.oid) AS source'))
  );
}

async function fill(database: Knex): Promise<void> {
  for (const [table, row] of rowsOfEveryTable) {
    await database(table).insert(row);
  }
}

async function contentOf(database: Knex, tables: string[]) {
  const contents: Record<string, object[]> = {};
  for (const table of tables) {
    contents[table] = await database(table).select();
  }
  return contents;
}

/** A migration that added a column takes it away again. */
function withColumnsOf(row: object, other: object): object {
  return Object.fromEntries(
    Object.entries(row).filter(([column]) => column in other),
  );
}

describe('migrations', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('go down one by one without touching what is not theirs, and up again to the same', async () => {
    const database = await databases.init('POSTGRES_18');
    await migrate(database);
    await fill(database);
    const all = await tablesOf(database);
    const shape = await shapeOf(database);
    const content = await contentOf(database, all);
    // A migration that adds a table has to say here what is in it.
    expect(
      Object.entries(content).filter(([, rows]) => rows.length === 0),
    ).toEqual([]);

    let left = all;
    while (left.length > 0) {
      const [, undone] = await database.migrate.down({ directory });
      expect(undone).toHaveLength(1);
      left = await tablesOf(database);
      const kept = await contentOf(database, left);
      expect(kept).toEqual(
        Object.fromEntries(
          left.map(table => [
            table,
            content[table].map(row => withColumnsOf(row, kept[table][0])),
          ]),
        ),
      );
    }
    const [, nothing] = await database.migrate.down({ directory });
    expect(nothing).toEqual([]);
    const relations: { relname: string }[] = await database('pg_class')
      .whereRaw('relnamespace = current_schema()::regnamespace')
      .whereNot('relname', 'like', 'knex_migrations%');
    expect(relations).toEqual([]);
    expect(await functionsOf(database)).toEqual([]);

    await migrate(database);
    expect(await shapeOf(database)).toEqual(shape);
    await fill(database);
    expect(Object.keys(await contentOf(database, all))).toEqual(all);
  });

  it('keep what was written before each of them came', async () => {
    const database = await databases.init('POSTGRES_18');
    const written: string[] = [];
    let before: Record<string, unknown[]> = {};
    for (;;) {
      const [, done] = await database.migrate.up({ directory });
      if (done.length === 0) {
        break;
      }
      const now = await contentOf(database, written);
      for (const table of written) {
        expect(now[table]).toMatchObject(before[table] as object[]);
      }
      const tables = await tablesOf(database);
      for (const [table, row] of rowsOfEveryTable) {
        if (tables.includes(table) && !written.includes(table)) {
          await database(table).insert(row);
          written.push(table);
        }
      }
      before = await contentOf(database, written);
    }
    expect(written.sort()).toEqual(await tablesOf(database));
  });

  it('are run once when replicas start together', async () => {
    const first = await databases.init('POSTGRES_18');
    const others = [1, 2].map(() => createKnex(first.client.config));
    try {
      await Promise.all([first, ...others].map(database => migrate(database)));
    } finally {
      await Promise.all(others.map(database => database.destroy()));
    }
    const names: { name: string }[] = await first('knex_migrations');
    expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
    await fill(first);
  });

  it('are not stopped by a lock that a killed portal left behind, nor redone', async () => {
    const database = await databases.init('POSTGRES_18');
    await migrate(database);
    await fill(database);
    await database('knex_migrations_lock').update({ is_locked: 1 });
    await migrate(database);
    expect(await database('failover_sessions').select('id')).toEqual([
      { id: 'session-1' },
    ]);
    const [{ is_locked: isLocked }] = await database('knex_migrations_lock');
    expect(isLocked).toBe(0);
  });

  it('of a newer version are named, and nothing is done', async () => {
    const database = await databases.init('POSTGRES_18');
    await migrate(database);
    await database('knex_migrations').insert({
      name: '20991231000000_newer.js',
      batch: 99,
      migration_time: new Date(),
    });
    await expect(migrate(database)).rejects.toThrow(
      'was brought up to date by a newer version: this one does not know 20991231000000_newer.js',
    );
  });

  it('are left to the administrator where the portal says so', async () => {
    const database = await databases.init('POSTGRES_18');
    await migrate(database, { skip: true });
    expect(await tablesOf(database)).toEqual([]);
  });
});
