import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  anyInstance,
  anySession,
  sessionTestBed,
} from './__testUtils__/sessionTestBed';
import type { InstanceRecord } from './types';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(120_000);

describe('DefaultFailoverSessionStore', () => {
  let database: Knex;
  let store: Awaited<ReturnType<typeof sessionTestBed>>['store'];

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
    ({ store } = await sessionTestBed(database));
  });

  beforeEach(() => database('failover_sessions').delete());

  function create(
    more: Parameters<typeof anySession>[0] = {},
    instances = [anyInstance(1)],
  ) {
    return database.transaction(transaction =>
      store.create(transaction, anySession(more), instances),
    );
  }

  it('R1.3: gives back what it was given', async () => {
    const { id } = await create(
      {
        executionId: 'execution-1',
        originalRecoveryPlanId: 'plan-1',
        originalRecoveryPlanName: 'Orders',
      },
      [
        anyInstance(1, {
          hostname: 'db-1',
          launchedAt: '2026-11-23T10:00:00.000Z',
          tags: { team: 'orders' },
        }),
      ],
    );
    const session = await store.get(id);
    expect(session).toEqual({
      ...anySession(),
      id,
      status: 'FAILOVER_COMPLETE',
      executionId: 'execution-1',
      originalRecoveryPlanId: 'plan-1',
      originalRecoveryPlanName: 'Orders',
      createdAt: expect.any(Date),
      updatedAt: expect.any(Date),
    });
    expect(await store.listInstances(id)).toEqual([
      {
        ...anyInstance(1),
        sessionId: id,
        hostname: 'db-1',
        launchedAt: '2026-11-23T10:00:00.000Z',
        tags: { team: 'orders' },
        updatedAt: expect.any(Date),
      },
    ]);
    expect(await store.findByExecution('execution-1')).toEqual(session);
  });

  it('numbers a name that is taken, without regard to case, also when two take it at once', async () => {
    const sessions = await Promise.all([
      create({ name: 'Orders' }, [anyInstance(1)]),
      create({ name: 'ORDERS' }, [anyInstance(2)]),
      create({ name: 'orders' }, [anyInstance(3)]),
    ]);
    expect(sessions.map(({ name }) => name.toLowerCase()).sort()).toEqual([
      'orders',
      'orders (2)',
      'orders (3)',
    ]);
  });

  it('makes one session of an execution', async () => {
    await create({ executionId: 'execution-1' });
    await expect(
      create({ name: 'another', executionId: 'execution-1' }),
    ).rejects.toThrow('failover_sessions_execution_unique');
  });

  it('does not take an instance that another session has', async () => {
    await create({ name: 'first' }, [anyInstance(1)]);
    const second = await create({ name: 'second' }, [
      anyInstance(1),
      anyInstance(2),
    ]);
    expect(
      (await store.listInstances(second.id)).map(i => i.recoveryInstanceId),
    ).toEqual([anyInstance(2).recoveryInstanceId]);
  });

  it('takes thousands of instances at once, and changes each as it is told', async () => {
    const numbers = Array.from({ length: 3_500 }, (_, index) => index + 1);
    const { id } = await create(
      {},
      numbers.map(number =>
        anyInstance(number, {
          hostname: `host-${number}`,
          launchedAt: '2026-11-23T10:00:00.000Z',
          tags: { number: String(number) },
        }),
      ),
    );
    const error = { message: 'No "way"', at: '2026-11-23T10:00:00.000Z' };
    const ids = numbers.map(number => anyInstance(number).recoveryInstanceId);
    const changed = await database.transaction(transaction =>
      store.updateInstances(
        id,
        [
          { recoveryInstanceId: ids[0], patch: { error, waveNumber: 2 } },
          {
            recoveryInstanceId: ids[1],
            patch: { launchedAt: undefined, ec2State: 'STOPPED' },
          },
          { recoveryInstanceId: ids[2], patch: {} },
          ...ids.slice(3).map((recoveryInstanceId, index) => ({
            recoveryInstanceId,
            patch: {
              replication: { state: 'INITIAL_SYNC' as const, percent: index },
            },
          })),
        ],
        transaction,
      ),
    );
    expect(changed).toBe(true);
    const instances = await store.listInstances(id);
    expect(instances).toHaveLength(3_500);
    expect(instances[0]).toMatchObject({ error, waveNumber: 2 });
    expect(instances[1]).toMatchObject({ ec2State: 'STOPPED' });
    expect(instances[1].launchedAt).toBeUndefined();
    expect(instances[2]).toMatchObject({
      hostname: 'host-3',
      tags: { number: '3' },
      launchedAt: '2026-11-23T10:00:00.000Z',
      replication: { state: 'NOT_STARTED' },
    });
    expect(instances.at(-1)!.replication).toEqual({
      state: 'INITIAL_SYNC',
      percent: 3_496,
    });
  });

  it('tells those whose data is on its way from all that are watched', async () => {
    const { id } = await create();
    const states: Partial<InstanceRecord>[] = [
      { replication: { state: 'INITIATING' } },
      { replication: { state: 'INITIAL_SYNC' } },
      { replication: { state: 'READY' } },
      {
        replication: { state: 'READY' },
        reProtection: { state: 'CONTINUOUS' },
      },
      { replication: { state: 'NOT_STARTED' } },
      { replication: { state: 'ERROR' } },
    ];
    await database.transaction(async transaction => {
      await store.addInstances(
        id,
        states.map((_, index) => anyInstance(index + 50)),
        transaction,
      );
      await store.updateInstances(
        id,
        states.map((patch, index) => ({
          recoveryInstanceId: anyInstance(index + 50).recoveryInstanceId,
          patch,
        })),
        transaction,
      );
    });
    const idsOf = (instances: { recoveryInstanceId: string }[]) =>
      instances.map(({ recoveryInstanceId }) => recoveryInstanceId).sort();
    expect(idsOf(await store.listMovingInstances(id))).toEqual(
      idsOf([50, 51, 53].map(number => anyInstance(number))),
    );
    expect(await store.listWatchedInstances(id)).toHaveLength(
      (await store.listInstances(id)).length,
    );
  });

  it('clears what is given as undefined, and leaves what is not given', async () => {
    const { id } = await create({ originalRecoveryPlanId: 'plan-1' });
    const error = { message: 'failed', at: '2026-11-23T10:00:00.000Z' };
    await database.transaction(async transaction => {
      await store.update(
        id,
        { lastError: error, route: 'native' },
        transaction,
      );
    });
    expect(await store.get(id)).toMatchObject({
      lastError: error,
      route: 'native',
    });
    await database.transaction(async transaction => {
      await store.update(id, { lastError: undefined }, transaction);
    });
    const session = await store.get(id);
    expect(session.lastError).toBeUndefined();
    expect(session.route).toBe('native');
  });

  it('changes the status along the life of a session only, each time with a milestone and an entry in the record', async () => {
    const { id } = await create();
    const to = (status: any) =>
      database.transaction(transaction =>
        store.transition(
          id,
          status,
          { principal: 'user:default/operator' },
          transaction,
        ),
      );
    await expect(to('FAILBACK_COMPLETE')).rejects.toThrow(
      "is 'Failed over' and cannot become 'Failed back'",
    );
    await to('REVERSE_REPLICATING');
    await to('REVERSE_REPLICATING');
    expect(
      await database('session_milestones')
        .where({ session_id: id })
        .orderBy('sequence')
        .select('status', 'by'),
    ).toEqual([
      { status: 'FAILOVER_COMPLETE', by: 'user:default/operator' },
      { status: 'REVERSE_REPLICATING', by: 'user:default/operator' },
    ]);
    expect(
      await database('audit_events')
        .where({ session_id: id })
        .orderBy('sequence')
        .pluck('message'),
    ).toEqual([
      'orders 2026-11-23: Failed over',
      'orders 2026-11-23: Replicating back',
    ]);
  });

  it('says who holds an instance, as the machine failed over to or as the machine failed back to', async () => {
    const { id } = await create({ name: 'Orders' }, [
      anyInstance(1, {
        hostname: 'db-1',
        failback: {
          status: 'LAUNCHED',
          failbackInstanceId: 'i-0000000000000000a',
        },
      }),
    ]);
    const session = { sessionId: id, sessionName: 'Orders' };
    expect(
      await store.findHolders([
        anyInstance(1).recoveryInstanceId,
        'i-0000000000000000a',
        'i-0000000000000000b',
      ]),
    ).toEqual([
      expect.objectContaining({ ...session, role: 'recovery' }),
      expect.objectContaining({
        ...session,
        role: 'failback',
        instanceId: 'i-0000000000000000a',
      }),
    ]);
  });

  it('has no session for an id that is none', async () => {
    await expect(store.get('nonsense')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
