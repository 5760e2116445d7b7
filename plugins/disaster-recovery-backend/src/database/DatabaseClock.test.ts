import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { wrongClock } from '../__testUtils__';
import { DatabaseClock } from './DatabaseClock';

jest.setTimeout(60_000);

describe('DatabaseClock', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const machine = wrongClock();
  let database: Knex;

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
  });

  async function secondsAhead(clock: DatabaseClock): Promise<number> {
    const { rows } = await database.raw('SELECT clock_timestamp() AS now');
    return Math.abs(clock.now().getTime() - rows[0].now.getTime()) / 1000;
  }

  it.each([5, -3])(
    "tells the database's time on a machine whose clock is %s hours wrong",
    async hours => {
      machine.setAhead(hours);
      expect(
        await secondsAhead(await DatabaseClock.create(database)),
      ).toBeLessThan(1);
    },
  );

  it('is not moved by a machine whose clock jumps', async () => {
    const clock = await DatabaseClock.create(database);
    machine.setAhead(5);
    expect(await secondsAhead(clock)).toBeLessThan(1);
    machine.setAhead(-3);
    expect(await secondsAhead(clock)).toBeLessThan(1);
  });

  it("follows the database's clock when that is set", async () => {
    await database.transaction(async transaction => {
      const clock = await DatabaseClock.create(transaction);
      // A function that is found before Postgres's own stands for a clock that was set.
      await transaction.raw(`
        CREATE SCHEMA later;
        CREATE FUNCTION later.clock_timestamp() RETURNS timestamptz
          LANGUAGE sql
          AS $$ SELECT pg_catalog.clock_timestamp() + interval '1 hour' $$;
        SET LOCAL search_path = later, pg_catalog`);
      await clock.follow();
      const ahead = (clock.now().getTime() - Date.now()) / 3_600_000;
      expect(ahead).toBeCloseTo(1, 2);
    });
  });
});
