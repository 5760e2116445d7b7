import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { until } from '../__testUtils__/until';
import { AwsCaller } from '../aws/AwsCaller';
import { CallCounter } from '../aws/CallCounter';
import { migrate } from '../database/migrate';
import { PgBossEngine } from '../engine';
import { recordedTelemetry } from './__testUtils__/recordedTelemetry';
import { StateMetrics } from './StateMetrics';
import { Telemetry } from './Telemetry';
import { tellBudgets } from './tellBudgets';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(120_000);

const TARGET = { accountId: '111122223333', region: 'us-west-2' };

describe('what OpenTelemetry is told', () => {
  let database: Knex;

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
    await migrate(database);
  });

  it('has every request to AWS by its outcome, and one span for the call', async () => {
    const recorded = recordedTelemetry();
    const caller = new AwsCaller('drs', TARGET, {
      counter: new CallCounter(),
      logger: mockServices.logger.mock(),
      observer: new Telemetry(recorded),
    });
    const answers = [
      { name: 'ThrottlingException', $metadata: { httpStatusCode: 429 } },
      'jobs',
    ];
    const send = async () => {
      const answer = answers.shift();
      if (typeof answer !== 'string') throw answer;
      return answer;
    };
    expect(await caller.read('DescribeJobs', send)).toBe('jobs');
    await expect(
      caller.effect('StartRecovery', async () => {
        throw Object.assign(new Error('no'), {
          name: 'AccessDeniedException',
          $metadata: { httpStatusCode: 403 },
        });
      }),
    ).rejects.toThrow('was not done');

    const calls = recorded.told.filter(
      ({ name }) => name === 'disaster_recovery.aws.calls',
    );
    const call = (operation: string, outcome: string) => ({
      name: 'disaster_recovery.aws.calls',
      value: 1,
      attributes: { service: 'drs', operation, region: 'us-west-2', outcome },
    });
    expect(calls).toEqual([
      call('DescribeJobs', 'throttled'),
      call('DescribeJobs', 'answered'),
      call('StartRecovery', 'refused'),
    ]);
    expect(recorded.spans.map(({ name }) => name)).toEqual([
      'drs.DescribeJobs',
      'drs.StartRecovery',
    ]);
  });

  it('has how fast AWS may be asked while it throttles, and what waits for it', async () => {
    const recorded = recordedTelemetry();
    const caller = new AwsCaller('drs', TARGET, {
      counter: new CallCounter(),
      logger: mockServices.logger.mock(),
    });
    tellBudgets(recorded.metrics, () => [caller.budget]);
    const attributes = {
      service: 'drs',
      account: TARGET.accountId,
      region: TARGET.region,
    };
    const waiting = (value: number) => ({
      name: 'disaster_recovery.aws.budget.waiting',
      value,
      attributes,
    });
    expect(await recorded.collect()).toEqual([waiting(0)]);

    let answer = (_: string) => {};
    const answered = new Promise<string>(resolve => {
      answer = resolve;
    });
    let asked = 0;
    const send = async () => {
      asked += 1;
      if (asked === 1) {
        throw Object.assign(new Error('slow down'), {
          name: 'ThrottlingException',
        });
      }
      return answered;
    };
    const calls = Array.from({ length: 20 }, () => caller.read('Ask', send));
    const limited = await until(async () => {
      const seen = await recorded.collect();
      return seen.length === 2 && seen[1].value > 0 && seen;
    });
    expect(limited[0]).toMatchObject({
      name: 'disaster_recovery.aws.budget.rate',
      attributes,
    });
    expect(limited[0].value).toBeGreaterThan(0);
    expect(limited[1]).toEqual(waiting(limited[1].value));
    answer('done');
    await Promise.all(calls);
  });

  it('has every run of the engine by its outcome', async () => {
    const recorded = recordedTelemetry();
    const engine = await PgBossEngine.create({
      database,
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      observer: new Telemetry(recorded),
    });
    expect(await engine.health()).toEqual({
      ok: false,
      reason: 'The queue has not been started',
    });
    let runs = 0;
    const ended = new Promise<void>(resolve => {
      engine.register({
        kind: 'told',
        reconcile: async () => {
          runs += 1;
          if (runs === 1) throw new Error('the first fails');
          resolve();
          return 'done';
        },
      });
    });
    await engine.start();
    expect(await engine.health()).toEqual({ ok: true });
    await engine.wake('told', 'a');
    await ended;
    await engine.stop();
    expect(await engine.health()).toMatchObject({ ok: false });
    expect(
      recorded.told.filter(
        ({ name }) => name === 'disaster_recovery.reconciler.runs',
      ),
    ).toEqual(
      ['failed', 'succeeded'].map(outcome => ({
        name: 'disaster_recovery.reconciler.runs',
        value: 1,
        attributes: { kind: 'told', outcome },
      })),
    );
    expect(recorded.spans).toEqual([
      { name: 'reconcile told', status: 'error' },
      { name: 'reconcile told', status: 'ok' },
    ]);
  });

  it('has how things stand whenever somebody collects', async () => {
    const recorded = recordedTelemetry();
    StateMetrics.create({
      ...recorded,
      database,
      logger: mockServices.logger.mock(),
    });
    await database('engine_wakes').insert([
      { kind: 'late', id: 'a', wakes: 1, wake_at: new Date(Date.now() - 3e5) },
      { kind: 'late', id: 'b', wakes: 1, wake_at: new Date(Date.now() + 3e5) },
    ]);
    await database('engine_fences').insert({
      kind: 'late',
      id: 'a',
      fence: 1,
      failures: 2,
      run_at: new Date(),
    });
    const seen = await recorded.collect();
    const valueOf = (name: string) =>
      seen.find(one => one.name === `disaster_recovery.${name}`)?.value;
    expect(valueOf('queue.things')).toBe(2);
    expect(valueOf('queue.overdue')).toBe(1);
    expect(valueOf('queue.failing')).toBe(1);
    expect(valueOf('queue.lateness')).toBeGreaterThanOrEqual(300);
    expect(valueOf('intents.open')).toBe(0);
    expect(valueOf('replication.worst_lag')).toBe(0);
  });
});
