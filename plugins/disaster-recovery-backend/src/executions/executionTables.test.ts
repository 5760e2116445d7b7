import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/migrate';

jest.setTimeout(120_000);

describe('tables of plans and executions', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('keep one active execution a server, and know every status', async () => {
    const database = await databases.init('POSTGRES_18');
    await migrate(database);
    const at = new Date();
    const execution = (id: string) => ({
      id,
      execution_type: 'DRILL',
      purpose: 'FAILOVER',
      status: 'RUNNING',
      plan_id: 'plan',
      plan_name: 'Orders',
      account_id: '111122223333',
      region: 'us-west-2',
      source_region: 'us-east-1',
      correlation_id: 'c',
      requested_by: 'user:default/admin',
      accepted_destroyed: '[]',
      plan_waves: '[]',
      created_at: at,
      updated_at: at,
    });
    const server = (id: string, executionId: string, active: boolean) => ({
      id,
      execution_id: executionId,
      wave_number: 1,
      protection_group_id: 'group',
      account_id: '111122223333',
      region: 'us-west-2',
      source_server_id: 's-1',
      starts_stopped: false,
      active,
      status: 'PENDING',
    });
    await database('executions').insert([execution('one'), execution('two')]);
    await database('execution_servers').insert(server('a', 'one', true));
    await expect(
      database('execution_servers').insert(server('b', 'two', true)),
    ).rejects.toThrow(/execution_servers_one_active/);
    await database('execution_servers').insert(server('b', 'two', false));
    await expect(
      database('executions').insert({ ...execution('three'), status: 'DONE' }),
    ).rejects.toThrow(/executions_status_check/);
  });
});
