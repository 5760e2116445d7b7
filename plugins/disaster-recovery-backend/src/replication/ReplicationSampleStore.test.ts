import { TestDatabases } from '@backstage/backend-test-utils';
import {
  replicationSamplesSchema,
  type ReplicationProgress,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import { ReplicationSampleStore } from './ReplicationSampleStore';

const GIB = 1024 ** 3;
const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(180_000);

describe('ReplicationSampleStore', () => {
  let database: Knex;
  let store: ReplicationSampleStore;

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
    await migrate(database);
    store = new ReplicationSampleStore(database);
  });

  afterEach(() => database('failover_sessions').delete());

  async function session(): Promise<string> {
    const id = 'session-1';
    await database('failover_sessions').insert({
      id,
      name: id,
      status: 'REVERSE_REPLICATING',
      account_id: '111122223333',
      source_account_id: '111122223333',
      source_region: 'us-east-1',
      recovery_region: 'us-west-2',
      adopted_job_ids: '[]',
      original_protection_group_ids: '[]',
      mirrored_protection_group_ids: '[]',
      drill_execution_ids: '[]',
      created_by: 'user:default/ada',
      created_at: new Date(),
      updated_at: new Date(),
    });
    return id;
  }

  function at(minute: number): string {
    return new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();
  }

  async function add(
    sessionId: string,
    recoveryInstanceId: string,
    minute: number,
    progress: Partial<ReplicationProgress>,
  ) {
    await database('recovery_instances')
      .insert({
        session_id: sessionId,
        recovery_instance_id: recoveryInstanceId,
        source_server_id: `s-${recoveryInstanceId}`,
        account_id: '111122223333',
        region: 'us-west-2',
        tags: '{}',
        agent: '{}',
        replication: '{}',
        updated_at: new Date(),
      })
      .onConflict('recovery_instance_id')
      .ignore();
    await database.transaction(transaction =>
      store.add(
        sessionId,
        [
          {
            recoveryInstanceId,
            progress: {
              state: 'READY',
              totalBytes: 10 * GIB,
              replicatedBytes: 10 * GIB,
              backlogBytes: 0,
              observedAt: at(minute),
              ...progress,
            },
          },
        ],
        transaction,
      ),
    );
  }

  const since = new Date(at(0));

  it('draws the median and the worst of all instances, each held until its next sample', async () => {
    const id = await session();
    await add(id, 'i-a', 0, { lagSeconds: 10 });
    await add(id, 'i-b', 0, { lagSeconds: 20 });
    await add(id, 'i-c', 0, {
      state: 'INITIAL_SYNC',
      replicatedBytes: 4 * GIB,
      backlogBytes: 7,
    });
    await add(id, 'i-b', 2, { lagSeconds: 60 });
    await add(id, 'i-c', 4, { state: 'READY_WITH_LAG', lagSeconds: 90 });
    expect(await store.points(id, since)).toEqual([
      {
        at: at(0),
        medianLagSeconds: 15,
        worstLagSeconds: 20,
        backlogBytes: 7,
        remainingBytes: 6 * GIB,
        ready: 2,
        total: 3,
      },
      expect.objectContaining({ at: at(1), worstLagSeconds: 20 }),
      expect.objectContaining({
        at: at(2),
        medianLagSeconds: 35,
        worstLagSeconds: 60,
      }),
      expect.objectContaining({ at: at(3), ready: 2 }),
      {
        at: at(4),
        medianLagSeconds: 60,
        worstLagSeconds: 90,
        backlogBytes: 0,
        remainingBytes: 0,
        ready: 3,
        total: 3,
      },
    ]);
  });

  it('shows a peak that came and went between two moments of the line', async () => {
    const id = await session();
    await add(id, 'i-a', 0, { lagSeconds: 0 });
    await add(id, 'i-a', 500, { lagSeconds: 660 });
    await add(id, 'i-a', 501, { lagSeconds: 0 });
    await add(id, 'i-a', 2000, { lagSeconds: 0 });
    const points = await store.points(id, since);
    expect(points.length).toBeLessThan(150);
    expect(Math.max(...points.map(point => point.worstLagSeconds!))).toBe(660);
  });

  it('begins with what was known before the moment that is asked for', async () => {
    const id = await session();
    await add(id, 'i-a', 0, { lagSeconds: 10 });
    await add(id, 'i-a', 5, { lagSeconds: 30 });
    await add(id, 'i-a', 20, { lagSeconds: 50 });
    const points = await store.points(id, new Date(at(10)));
    expect(points[0]).toMatchObject({ at: at(10), worstLagSeconds: 30 });
    expect(points.at(-1)).toMatchObject({ at: at(20), worstLagSeconds: 50 });
  });

  it('answers about a hundred points however long the time, and none for a session without samples', async () => {
    const id = await session();
    expect(await store.points(id, since)).toEqual([]);
    for (let minute = 0; minute < 1000; minute += 7) {
      await add(id, 'i-a', minute, { lagSeconds: minute });
    }
    const points = await store.points(id, since);
    expect(points.length).toBeGreaterThan(80);
    expect(points.length).toBeLessThanOrEqual(100);
    expect(points.map(({ at: time }) => time)).toEqual(
      points.map(({ at: time }) => time).sort(),
    );
  });

  it('names the instances that are furthest behind, errors first, with their samples', async () => {
    const id = await session();
    await add(id, 'i-ready', 0, { lagSeconds: 0 });
    await add(id, 'i-copying', 0, {
      state: 'INITIAL_SYNC',
      replicatedBytes: GIB,
    });
    await add(id, 'i-failed', 0, { state: 'INITIAL_SYNC' });
    await add(id, 'i-failed', 3, { state: 'ERROR' });
    const worst = await store.worst(id, since, 2);
    expect(
      worst.map(({ recoveryInstanceId, samples }) => [
        recoveryInstanceId,
        samples.map(({ state }) => state),
      ]),
    ).toEqual([
      ['i-failed', ['INITIAL_SYNC', 'ERROR']],
      ['i-copying', ['INITIAL_SYNC']],
    ]);
    replicationSamplesSchema.parse({
      points: await store.points(id, since),
      worst,
    });
  });

  it('keeps the same observation once', async () => {
    const id = await session();
    await add(id, 'i-a', 0, { lagSeconds: 1 });
    await add(id, 'i-a', 0, { lagSeconds: 1 });
    expect(
      await database('replication_samples').where({ session_id: id }),
    ).toHaveLength(1);
  });
});
