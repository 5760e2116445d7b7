import { TestDatabases } from '@backstage/backend-test-utils';
import { queueDatabase } from './queueDatabase';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(60_000);

describe('queueDatabase', () => {
  it('takes a value that is left out for none, within an object too', async () => {
    const knex = await databases.init('POSTGRES_18');
    await expect(
      queueDatabase(knex).executeSql(
        'SELECT $1::text AS value, $2::jsonb AS output',
        [undefined, { message: 'it failed', cause: undefined }],
      ),
    ).resolves.toMatchObject({
      rows: [{ value: null, output: { message: 'it failed' } }],
    });
  });

  it('takes no connection back whose transaction has failed', async () => {
    const knex = await databases.init('POSTGRES_18');
    const queue = queueDatabase(knex);
    for (let index = 0; index < 10; index++) {
      await expect(
        queue.executeSql('BEGIN; SELECT 1 / 0; COMMIT'),
      ).rejects.toThrow('division by zero');
      await expect(
        queue.executeSql('SELECT $1::int AS value', [index]),
      ).resolves.toMatchObject({ rows: [{ value: index }] });
      await expect(knex.raw('SELECT 1')).resolves.toBeDefined();
    }
  });
});
