import { TestDatabases } from '@backstage/backend-test-utils';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { narrowQuery } from './narrowQuery';
import type { AccessQuery } from './rules';

jest.setTimeout(180_000);

describe('narrowQuery', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let database: Knex;

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
    await database.schema.createTable('things', table => {
      table.text('id');
      table.text('owner');
      table.text('account_id');
      table.text('here');
      table.text('there');
    });
    await database('things').insert([
      {
        id: 'a',
        owner: 'group:default/x',
        account_id: '1',
        here: 'us-west-2',
        there: 'us-east-1',
      },
      {
        id: 'b',
        owner: 'group:default/y',
        account_id: '1',
        here: 'eu-west-1',
        there: 'us-east-1',
      },
      {
        id: 'c',
        owner: null,
        account_id: '2',
        here: 'eu-west-1',
        there: 'eu-central-1',
      },
    ]);
  });

  const ownedBy = (...values: string[]): AccessQuery => ({
    column: 'owner',
    values,
  });
  const inRegion = (...values: string[]): AccessQuery => ({
    column: 'regions',
    values,
  });
  const inAccount = (...values: string[]): AccessQuery => ({
    column: 'accountId',
    values,
  });

  async function allowed(criteria: PermissionCriteria<AccessQuery>) {
    const rows = await narrowQuery(database('things'), criteria, {
      id: 'id',
      owner: 'owner',
      accountId: 'account_id',
      regions: ['here', 'there'],
    }).orderBy('id');
    return rows.map((row: { id: string }) => row.id);
  }

  it('allows what the condition names', async () => {
    expect(await allowed(ownedBy('group:default/x'))).toEqual(['a']);
    expect(await allowed(inRegion('us-east-1'))).toEqual(['a', 'b']);
    expect(await allowed(inAccount('2'))).toEqual(['c']);
  });

  it('combines conditions as the policy does', async () => {
    expect(
      await allowed({ anyOf: [ownedBy('group:default/y'), inAccount('2')] }),
    ).toEqual(['b', 'c']);
    expect(
      await allowed({ allOf: [inAccount('1'), inRegion('eu-west-1')] }),
    ).toEqual(['b']);
  });

  it('keeps what has no owner when a policy denies an owner', async () => {
    expect(await allowed({ not: ownedBy('group:default/x') })).toEqual([
      'b',
      'c',
    ]);
  });

  it('allows nothing by a condition on what the list does not have', async () => {
    expect(await allowed({ column: 'status', values: ['DONE'] })).toEqual([]);
  });

  it('binds values instead of writing them into the query', async () => {
    expect(await allowed(ownedBy("x') or true --"))).toEqual([]);
  });
});
