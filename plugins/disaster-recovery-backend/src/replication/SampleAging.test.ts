import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { rowsOfEveryTable } from '../database/__testUtils__/rowsOfEveryTable';
import { migrate } from '../database/migrate';
import { SampleAging } from './SampleAging';

jest.setTimeout(180_000);

const DAY_MS = 24 * 3_600_000;

describe('SampleAging', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const now = new Date('2026-11-23T10:30:00.000Z');
  let database: Knex;
  let aging: SampleAging;

  beforeEach(async () => {
    database = await databases.init('POSTGRES_18');
    await migrate(database);
    const [, session] = rowsOfEveryTable.find(
      ([table]) => table === 'failover_sessions',
    )!;
    await database('failover_sessions').insert(session);
    aging = new SampleAging(database, { retentionMs: 3 * DAY_MS });
  });

  async function sample(instance: string, at: string, lagSeconds?: number) {
    await database('replication_samples').insert({
      session_id: 'session-1',
      recovery_instance_id: instance,
      at,
      state: 'INITIAL_SYNC',
      lag_seconds: lagSeconds ?? null,
    });
  }

  async function left(): Promise<string[]> {
    const rows = await database('replication_samples').orderBy([
      'recovery_instance_id',
      'at',
    ]);
    return rows.map(
      ({ recovery_instance_id: instance, at }) =>
        `${instance} ${at.toISOString().slice(8, 16)}`,
    );
  }

  it('keeps the largest lag and the last of each hour that is more than a day ago', async () => {
    await sample('a', '2026-11-22T08:10:00Z', 5);
    await sample('a', '2026-11-22T08:20:00Z', 90);
    await sample('a', '2026-11-22T08:30:00Z');
    await sample('a', '2026-11-22T08:40:00Z', 7);
    await sample('a', '2026-11-22T09:10:00Z', 3);
    await sample('b', '2026-11-22T08:10:00Z');
    await sample('b', '2026-11-22T08:15:00Z');
    // Its hour is not over a day ago yet.
    await sample('a', '2026-11-22T10:10:00Z', 1);
    await sample('a', '2026-11-22T10:20:00Z', 2);
    await sample('a', '2026-11-22T10:25:00Z', 1);
    await aging.age(now);
    expect(await left()).toEqual([
      'a 22T08:20',
      'a 22T08:40',
      'a 22T09:10',
      'a 22T10:10',
      'a 22T10:20',
      'a 22T10:25',
      'b 22T08:15',
    ]);
    await aging.age(new Date(now.getTime() + 3_600_000));
    expect(await left()).toEqual(
      expect.arrayContaining(['a 22T10:20', 'a 22T10:25']),
    );
    expect(await left()).not.toContain('a 22T10:10');
  });

  it('forgets what is older than the retention', async () => {
    await sample('a', '2026-11-20T10:29:00Z');
    await sample('a', '2026-11-20T10:31:00Z');
    await aging.age(now);
    expect(await left()).toEqual(['a 20T10:31']);
  });

  it('makes up for the time that the portal was away, a day at a time', async () => {
    const minutes = ['01', '02', '03'];
    for (const hour of ['2026-11-20T11', '2026-11-21T12']) {
      for (const minute of minutes) {
        await sample('a', `${hour}:${minute}:00Z`, 1);
      }
    }
    await aging.age(now);
    expect(await left()).toEqual([
      'a 20T11:03',
      ...minutes.map(minute => `a 21T12:${minute}`),
    ]);
    await aging.age(now);
    expect(await left()).toEqual(['a 20T11:03', 'a 21T12:03']);
  });
});
