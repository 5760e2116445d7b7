import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import { until } from '../__testUtils__/until';
import { FenceLostError } from './FenceLostError';
import { currentOwnership } from './ownership';
import { PgBossEngine } from './PgBossEngine';
import type { ReconcileContext, Reconciliation } from './types';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(120_000);

/** Something that is settled from outside. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, opened };
}

describe('PgBossEngine', () => {
  let database: Knex;
  const engines: PgBossEngine[] = [];

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
    await migrate(database);
  });

  afterEach(async () => {
    await Promise.all(engines.splice(0).map(engine => engine.stop()));
  });

  async function start(
    kind: string,
    reconcile: (context: ReconcileContext) => Promise<Reconciliation>,
  ) {
    const engine = await PgBossEngine.create({
      database,
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
    });
    engine.register({ kind, reconcile });
    await engine.start();
    engines.push(engine);
    return engine;
  }

  it('runs a thing that is woken, again when it asks for it, and forgets it when it is done', async () => {
    const finished = gate();
    let runs = 0;
    const engine = await start('counts', async () => {
      runs += 1;
      if (runs < 3) {
        return { wakeInMs: 10 };
      }
      finished.open();
      return 'done';
    });
    await engine.wake('counts', 'a');
    await finished.opened;
    await engine.stop();
    expect(runs).toBe(3);
    expect(await database('engine_wakes').where({ kind: 'counts' })).toEqual(
      [],
    );
  });

  it('does not lose a wake-up that comes during a run', async () => {
    const running = gate();
    const release = gate();
    const second = gate();
    let runs = 0;
    const engine = await start('busy', async () => {
      runs += 1;
      if (runs === 1) {
        running.open();
        await release.opened;
        return { wakeInMs: 3_600_000 };
      }
      second.open();
      return 'done';
    });
    await engine.wake('busy', 'a');
    await running.opened;
    await engine.wake('busy', 'a');
    release.open();
    await second.opened;
    expect(runs).toBe(2);
  });

  /** An engine with one usual slot; things named `busy…` run until they are released, all others are noted. */
  async function startWithLanes() {
    const seen: string[] = [];
    const busy: { id: string; release: () => void }[] = [];
    const engine = await PgBossEngine.create({
      database,
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      concurrency: 1,
    });
    engines.push(engine);
    for (const lane of ['launch', 'look', 'long'] as const) {
      engine.register({
        kind: lane,
        lane,
        reconcile: async ({ id }) => {
          if (id.startsWith('busy')) {
            const { open, opened } = gate();
            busy.push({ id, release: open });
            await opened;
          } else {
            seen.push(id);
          }
          return 'done';
        },
      });
    }
    await engine.start();
    return { engine, seen, busy };
  }

  it('runs looks and launches while something long has every usual slot', async () => {
    const { engine, seen, busy } = await startWithLanes();
    await engine.wake('long', 'busy');
    await until(async () => busy.length === 1);
    await engine.wake('long', 'another');
    await engine.wake('look', 'look');
    await until(async () => seen.length === 1);
    await engine.wake('launch', 'launch');
    await until(async () => seen.length === 2);
    expect(seen).toEqual(['look', 'launch']);
    busy[0].release();
    await until(async () => seen.length === 3);
    expect(seen[2]).toBe('another');
  });

  it('runs a launch while looks have every slot that they may have, and before what has waited longer', async () => {
    const { engine, seen, busy } = await startWithLanes();
    for (const id of ['busy-1', 'busy-2', 'busy-3']) {
      await engine.wake('look', id);
    }
    await until(async () => busy.length === 3);
    await engine.wake('look', 'look');
    await engine.wake('launch', 'launch');
    await until(async () => seen.length === 1);
    expect(seen).toEqual(['launch']);
    busy.forEach(({ release }) => release());
    await until(async () => seen.length === 2);
  });

  it('keeps a wake-up exactly when the transaction around it commits', async () => {
    const ran = gate();
    const seen: string[] = [];
    const engine = await start('transactional', async ({ id }) => {
      seen.push(id);
      ran.open();
      return 'done';
    });
    await expect(
      database.transaction(async transaction => {
        await engine.wake('transactional', 'rolled-back', { transaction });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await database.transaction(transaction =>
      engine.wake('transactional', 'committed', { transaction }),
    );
    await ran.opened;
    expect(seen).toEqual(['committed']);
  });

  it('runs a thing again after an error, and says what the error was meanwhile', async () => {
    const again = gate();
    let failuresBefore: unknown;
    let runs = 0;
    const engine = await start('fails', async () => {
      runs += 1;
      if (runs === 1) {
        throw new Error('AWS is away');
      }
      failuresBefore = await database('engine_fences')
        .where({ kind: 'fails', id: 'a' })
        .first('failures', 'last_error');
      again.open();
      return 'done';
    });
    await engine.wake('fails', 'a');
    await again.opened;
    expect(failuresBefore).toEqual({ failures: 1, last_error: 'AWS is away' });
  });

  it('lets a run that was overtaken write nothing', async () => {
    const overtaken = gate();
    const outcome = gate();
    let error: unknown;
    const engine = await start('paused', async context => {
      await database.raw(
        `UPDATE engine_fences SET fence = nextval('engine_fence_sequence') WHERE kind = 'paused'`,
      );
      overtaken.open();
      try {
        await context.transaction(async transaction => {
          await transaction('audit_events').delete();
        });
      } catch (caught) {
        error = caught;
      }
      outcome.open();
      return 'done';
    });
    await engine.wake('paused', 'a');
    await outcome.opened;
    expect(error).toBeInstanceOf(FenceLostError);
  });

  it('lets a run that was overtaken change nothing in AWS either', async () => {
    const outcome = gate();
    const confirmed: unknown[] = [];
    const engine = await start('late', async () => {
      const confirmOwnership = currentOwnership();
      confirmed.push(await confirmOwnership().catch(error => error));
      await database.raw(
        `UPDATE engine_fences SET fence = nextval('engine_fence_sequence') WHERE kind = 'late'`,
      );
      confirmed.push(await confirmOwnership().catch(error => error));
      outcome.open();
      return 'done';
    });
    await engine.wake('late', 'a');
    await outcome.opened;
    expect(confirmed).toEqual([undefined, expect.any(FenceLostError)]);
  });

  it('keeps time by the clock of the database', async () => {
    const ran = gate();
    const engine = await start('clock', async () => {
      ran.open();
      return 'done';
    });
    const now = Date.now;
    const clock = jest
      .spyOn(Date, 'now')
      .mockImplementation(() => now() + 600_000);
    try {
      await engine.wake('clock', 'a', { inMs: 100 });
      await expect(ran.opened).resolves.toBeUndefined();
    } finally {
      clock.mockRestore();
    }
  });

  it('leaves things that it does not know to a version that does', async () => {
    const older = await start('known', async () => 'done');
    await older.wake('newer', 'a');
    const handedOn = async () => {
      const { rows } = await database.raw(
        `SELECT 1 FROM disaster_recovery_queue.job
          WHERE singleton_key = 'newer/a' AND state = 'completed'`,
      );
      return rows.length > 0;
    };
    while (!(await handedOn())) {
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
    await older.stop();
    const ran = gate();
    await start('newer', async () => {
      ran.open();
      return 'done';
    });
    await ran.opened;
    await expect(
      database('engine_fences')
        .where({ kind: 'newer' })
        .where('failures', '>', 0),
    ).resolves.toEqual([]);
  });

  it('starts beside others on a database that has no queue yet', async () => {
    for (let round = 0; round < 3; round++) {
      await Promise.all(engines.splice(0).map(engine => engine.stop()));
      await database.raw('DROP SCHEMA disaster_recovery_queue CASCADE');
      await Promise.all(
        ['one', 'two', 'three'].map(name =>
          start(`${name}-${round}`, async () => 'done'),
        ),
      );
      await expect(database.raw('SELECT 1')).resolves.toBeDefined();
    }
  });

  describe('intents', () => {
    const intent = { key: 'launch', operation: 'StartRecovery', target: {} };

    /** Runs the reconciler once for each of the given functions, in turn. */
    async function inTurn(
      kind: string,
      ...turns: ((context: ReconcileContext) => Promise<unknown>)[]
    ) {
      const finished = gate();
      const results: unknown[] = [];
      const engine = await start(kind, async context => {
        const turn = turns[results.length];
        results.push(
          await turn(context).catch(error => `error: ${error.message}`),
        );
        if (results.length === turns.length) {
          finished.open();
          return 'done';
        }
        return { wakeInMs: 0 };
      });
      await engine.wake(kind, 'a');
      await finished.opened;
      return results;
    }

    it('makes a call once, and answers later runs with its result', async () => {
      let calls = 0;
      const call = ({ intents }: ReconcileContext) =>
        intents.once(intent, {
          perform: async () => {
            calls += 1;
            return { jobId: 'drsjob-1' };
          },
          settle: async () => undefined,
          outcomeUnknown: () => true,
        });
      expect(await inTurn('once', call, call)).toEqual([
        { jobId: 'drsjob-1' },
        { jobId: 'drsjob-1' },
      ]);
      expect(calls).toBe(1);
    });

    it('looks for what a lost answer left behind before it calls again', async () => {
      let calls = 0;
      const call = ({ intents }: ReconcileContext) =>
        intents.once(intent, {
          perform: async (): Promise<string> => {
            calls += 1;
            throw new Error('socket hang up');
          },
          settle: async () => 'found in AWS',
          outcomeUnknown: () => true,
        });
      expect(await inTurn('lost', call, call)).toEqual([
        'error: socket hang up',
        'found in AWS',
      ]);
      expect(calls).toBe(1);
    });

    it('leaves nothing to wait for when a thing ends by what AWS shows, and looks again should it be run once more', async () => {
      const settle = jest.fn(async () => 'found in AWS');
      const call = ({ intents }: ReconcileContext) =>
        intents.once(intent, {
          perform: async (): Promise<string> => {
            throw new Error('socket hang up');
          },
          settle,
          outcomeUnknown: () => true,
        });
      await inTurn('seen', call, async () => 'it is there');
      const open = () =>
        database('intents').where({ kind: 'seen', status: 'OPEN' }).first();
      await until(async () => (await open())?.thing_ended_at);
      expect(settle).not.toHaveBeenCalled();
      expect(await inTurn('seen', call)).toEqual(['found in AWS']);
    });

    it('calls again when nothing was left behind', async () => {
      let calls = 0;
      const call = ({ intents }: ReconcileContext) =>
        intents.once(intent, {
          perform: async () => {
            calls += 1;
            if (calls === 1) {
              throw new Error('socket hang up');
            }
            return calls;
          },
          settle: async () => undefined,
          outcomeUnknown: () => true,
        });
      expect(await inTurn('nothing', call, call)).toEqual([
        'error: socket hang up',
        2,
      ]);
    });

    it('takes a refusal for an answer: the next try is a new call, with nothing to look for', async () => {
      const settle = jest.fn(async () => 'wrong');
      let calls = 0;
      const call = ({ intents }: ReconcileContext) =>
        intents.once(intent, {
          perform: async () => {
            calls += 1;
            if (calls === 1) {
              throw new Error('ConflictException');
            }
            return 'accepted';
          },
          settle,
          outcomeUnknown: () => false,
        });
      expect(await inTurn('refused', call, call)).toEqual([
        'error: ConflictException',
        'accepted',
      ]);
      expect(settle).not.toHaveBeenCalled();
    });
  });
});
