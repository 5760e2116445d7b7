import { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { boundSessions } from './boundSessions';
import { isDatabaseUnavailable } from './isDatabaseUnavailable';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(60_000);

describe('isDatabaseUnavailable', () => {
  let knex: Knex;
  const others: Knex[] = [];

  /** Another pool on the same database, with settings of its own. */
  const connect = (more: Knex.Config) => {
    const other = knexFactory({ ...knex.client.config, ...more });
    others.push(other);
    return other;
  };
  const errorOf = (work: PromiseLike<unknown>) =>
    Promise.resolve(work).then(
      () => undefined,
      error => error,
    );

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    await knex.schema.createTable('things', table => {
      table.integer('id').primary();
    });
  });

  afterAll(() => Promise.all(others.map(other => other.destroy())));

  it('sees a database that nobody answers for', async () => {
    const { connection } = knex.client.config;
    const away = connect({
      connection: { ...connection, port: 1 },
    });
    expect(connection.port).not.toBe(1);
    expect(isDatabaseUnavailable(await errorOf(away.raw('SELECT 1')))).toBe(
      true,
    );
  });

  it('sees a connection that was ended from outside', async () => {
    const other = connect({ pool: { min: 0, max: 1 } });
    const { rows } = await other.raw('SELECT pg_backend_pid() AS pid');
    const asked = errorOf(other.raw('SELECT pg_sleep(50)'));
    await knex.raw('SELECT pg_terminate_backend(?)', [rows[0].pid]);
    expect(isDatabaseUnavailable(await asked)).toBe(true);
  });

  it('sees a pool that is used up, and a lock that is held', async () => {
    const small = connect({ pool: { min: 0, max: 1 } });
    await boundSessions(small);
    await small.transaction(async transaction => {
      await transaction.raw('SET LOCAL lock_timeout = 50');
      small.client.pool.acquireTimeoutMillis = 50;
      expect(isDatabaseUnavailable(await errorOf(small.raw('SELECT 1')))).toBe(
        true,
      );
      await knex.transaction(async holder => {
        await holder.raw('LOCK TABLE things');
        expect(
          isDatabaseUnavailable(await errorOf(transaction('things').select())),
        ).toBe(true);
      });
    });
  });

  it('bounds every connection of a pool, those that were there before too', async () => {
    const bounded = connect({ pool: { min: 0, max: 2 } });
    await bounded.raw('SELECT 1');
    await boundSessions(bounded);
    const settings = () =>
      bounded.raw(
        `SELECT current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle, pg_sleep(0.1)`,
      );
    for (const { rows } of await Promise.all([settings(), settings()])) {
      expect(rows).toMatchObject([{ lock: '10s', idle: '10s' }]);
    }
  });

  it('sees a full disk', async () => {
    const full = errorOf(
      knex.raw(
        `DO $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$`,
      ),
    );
    expect(isDatabaseUnavailable(await full)).toBe(true);
  });

  it.each([
    ['a statement that is wrong', 'SELEKT 1'],
    ['a value that is there already', 'INSERT INTO things VALUES (1), (1)'],
  ])('takes %s for what it is', async (_, sql) => {
    const error = await errorOf(knex.raw(sql));
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
