import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { type Job, PgBoss } from 'pg-boss';
import type { DatabaseClock } from '../database/DatabaseClock';
import { withAdvisoryLock } from '../database/withAdvisoryLock';
import { DatabaseIntents } from './DatabaseIntents';
import { FenceLostError } from './FenceLostError';
import { failureBackoffMs } from './failureBackoff';
import { asOwner } from './ownership';
import { queueDatabase, queueTransaction } from './queueDatabase';
import { Run, type ThingKey } from './Run';
import type {
  Engine,
  EngineHealth,
  Reconciler,
  Reconciliation,
  RunObserver,
  RunOutcome,
} from './types';

const QUEUE = 'reconcile';
const LOCK = 'disaster-recovery/queue';
const HEARTBEAT_SECONDS = 10;
const MONITOR_SECONDS = 3;
const POLL_SECONDS = 0.5;
const NEWER_RUN = 'A newer run took over';

/** Farther wake-ups are found by the poll: half a second is nothing to them. */
const LONGEST_NUDGE_MS = 5 * 60_000;
/** The database's clock decides what is due: a nudge too early would find nothing. */
const NUDGE_DELAY_MS = 5;
const SHUTDOWN_MS = 20_000;
const SWEEP_MS = 30_000;
const HEALTH_MS = 2_000;
/** Longer than any wake-up can be late without something being wrong. */
const OVERDUE_MS = 60_000;
/** How soon a thing of another version is offered again. */
const STRANGER_MS = 5_000;
const START_RETRY_MS = 2_000;

interface ThingData {
  kind: string;
  id: string;
}

function keyOf({ kind, id }: ThingKey): string {
  return `${kind}/${id}`;
}

/**
 * The engine on pg-boss, in the plugin's own Postgres: pg-boss decides when and where a thing is run, our rows hold what.
 *
 * @remarks
 * Every thing has at most one active and one waiting job. A process that dies is noticed by its missing heartbeat, and its
 * thing runs again on another one twelve to fourteen seconds later; what it had begun is settled by intents.
 */
export class PgBossEngine implements Engine {
  readonly #database: Knex;
  readonly #logger: LoggerService;
  readonly #clock: DatabaseClock | undefined;
  readonly #boss: PgBoss;
  readonly #concurrency: number;
  readonly #observer: RunObserver | undefined;
  readonly #reconcilers = new Map<string, Reconciler>();
  readonly #shutdown = new AbortController();
  #worker: string | undefined;
  #sweeper: NodeJS.Timeout | undefined;

  private constructor(options: {
    database: Knex;
    logger: LoggerService;
    clock?: DatabaseClock;
    schema: string;
    concurrency: number;
    observer?: RunObserver;
  }) {
    this.#observer = options.observer;
    this.#database = options.database;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#concurrency = options.concurrency;
    this.#boss = new PgBoss({
      db: queueDatabase(options.database),
      schema: options.schema,
      schedule: false,
      superviseIntervalSeconds: MONITOR_SECONDS,
      monitorIntervalSeconds: MONITOR_SECONDS,
      registerInstance: false,
      monitorVacuum: false,
      reindex: false,
    });
    this.#boss.on('error', error =>
      this.#logger.warn('The queue reports an error', error as Error),
    );
  }

  /**
   * Makes the engine. pg-boss keeps its tables in a schema of its own, named after the one that the plugin's tables are in.
   */
  static async create(options: {
    database: Knex;
    logger: LoggerService;
    /** Kept right while the engine works. */
    clock?: DatabaseClock;
    /** How many things one replica works on at a time. */
    concurrency?: number;
    observer?: RunObserver;
  }): Promise<PgBossEngine> {
    const { rows } = await options.database.raw('SELECT current_schema()');
    const own = String(rows[0].current_schema).replace(/\W/g, '_');
    const schema =
      own === 'public'
        ? 'disaster_recovery_queue'
        : `${own.slice(0, 40)}_queue`;
    return new PgBossEngine({
      ...options,
      schema,
      concurrency: options.concurrency ?? 6,
    });
  }

  register(reconciler: Reconciler): void {
    if (this.#reconcilers.has(reconciler.kind)) {
      throw new Error(`Two reconcilers are of the kind ${reconciler.kind}`);
    }
    this.#reconcilers.set(reconciler.kind, reconciler);
  }

  /**
   * Creates the queue and starts working, after all reconcilers are registered.
   *
   * @remarks
   * Tries until it works: a portal whose engine did not start, because the database was away for a moment, would answer and
   * do nothing.
   */
  async start(): Promise<void> {
    while (!this.#shutdown.signal.aborted) {
      try {
        await this.#tryStart();
        return;
      } catch (error) {
        this.#logger.warn(
          'The queue could not be started; it is tried again',
          error as Error,
        );
        await delay(START_RETRY_MS, undefined, {
          signal: this.#shutdown.signal,
        }).catch(() => {});
      }
    }
  }

  async #tryStart(): Promise<void> {
    // Replicas that start together would make the queue's schema at the same moment, and fail each other.
    await withAdvisoryLock(this.#database, LOCK, async () => {
      await this.#boss.start();
      await this.#boss.createQueue(QUEUE, {
        policy: 'stately',
        heartbeatSeconds: HEARTBEAT_SECONDS,
        retryLimit: 1_000_000,
        retryDelay: 1,
        expireInSeconds: 900,
        deleteAfterSeconds: 600,
      });
    });
    this.#worker = await this.#boss.work<ThingData>(
      QUEUE,
      {
        pollingIntervalSeconds: POLL_SECONDS,
        localConcurrency: this.#concurrency,
        batchSize: 1,
      },
      async ([job]) => this.#work(job),
    );
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeper.unref();
  }

  /** Takes no more work, and lets what runs finish its current step. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#shutdown.abort();
    await this.#boss.stop({
      graceful: true,
      timeout: SHUTDOWN_MS,
      close: false,
    });
  }

  /** Whether it works: it has been started, is not stopping, and its database answers. */
  async health(): Promise<EngineHealth> {
    if (this.#shutdown.signal.aborted) {
      return { ok: false, reason: 'The queue is being stopped' };
    }
    if (!this.#worker) {
      return { ok: false, reason: 'The queue has not been started' };
    }
    try {
      await withinTime(this.#database.raw('SELECT 1'), HEALTH_MS);
      return { ok: true };
    } catch (error) {
      return {
        ok: false,
        reason: `The database does not answer: ${(error as Error).message}`,
      };
    }
  }

  async wake(
    kind: string,
    id: string,
    options: { inMs?: number; transaction?: Knex.Transaction } = {},
  ): Promise<void> {
    const { transaction, inMs = 0 } = options;
    const key = { kind, id };
    if (transaction) {
      await this.#enqueue(transaction, key, inMs, true);
    } else {
      await this.#database.transaction(own =>
        this.#enqueue(own, key, inMs, true),
      );
      this.#nudgeIn(inMs);
    }
  }

  async #enqueue(
    transaction: Knex.Transaction,
    key: ThingKey,
    inMs: number,
    counts: boolean,
  ): Promise<void> {
    await transaction.raw(
      `INSERT INTO engine_wakes (kind, id, wakes, wake_at)
       VALUES (?, ?, 1, now() + ? * interval '1 millisecond')
       ON CONFLICT (kind, id) DO UPDATE
         SET wakes = engine_wakes.wakes + ?, wake_at = excluded.wake_at`,
      [key.kind, key.id, inMs, counts ? 1 : 0],
    );
    await this.#boss.upsert(
      QUEUE,
      { ...key },
      {
        singletonKey: keyOf(key),
        // In seconds from now, by the database's clock: that of this machine may be off.
        startAfter: inMs / 1000,
        db: queueTransaction(transaction),
      },
    );
  }

  /**
   * Lets a local worker look when a wake-up is due, instead of at its next poll: a launch that has ended is not kept
   * waiting. Without it, after a restart or on another replica, the poll finds it.
   */
  #nudgeIn(inMs: number) {
    if (inMs > LONGEST_NUDGE_MS || this.#shutdown.signal.aborted) {
      return;
    }
    const nudge = () => {
      if (this.#worker) {
        this.#boss.notifyWorker(this.#worker);
      }
    };
    if (inMs <= 0) {
      nudge();
    } else {
      setTimeout(nudge, inMs + NUDGE_DELAY_MS).unref();
    }
  }

  async #work(job: Job<ThingData>): Promise<void> {
    const key = { kind: job.data.kind, id: job.data.id };
    const work = () => this.#run(job, key);
    await (this.#observer ? this.#observer.aroundRun(key, work) : work());
  }

  async #run(job: Job<ThingData>, key: ThingKey): Promise<RunOutcome> {
    const reconciler = this.#reconcilers.get(key.kind);
    const logger = this.#logger.child({ kind: key.kind, thing: key.id });
    if (!reconciler) {
      await this.#leaveToOthers(key, logger);
      return 'superseded';
    }
    const run = await Run.begin(this.#database, key);
    try {
      const outcome = await asOwner(
        () => run.confirm(),
        () =>
          reconciler.reconcile({
            id: key.id,
            logger,
            signal: AbortSignal.any([job.signal, this.#shutdown.signal]),
            transaction: work => run.transaction(work),
            intents: new DatabaseIntents(run),
          }),
      );
      await this.#finish(run, outcome);
      return 'succeeded';
    } catch (error) {
      if (error instanceof FenceLostError) {
        logger.info(NEWER_RUN);
        return 'superseded';
      }
      return this.#fail(run, error, logger);
    }
  }

  /** While a newer version is rolled out, it makes things that this one does not know: they wait for a replica that does. */
  async #leaveToOthers(key: ThingKey, logger: LoggerService): Promise<void> {
    logger.info(
      'This version does not know such things; one that does will run it',
    );
    await this.#database.transaction(transaction =>
      this.#enqueue(transaction, key, STRANGER_MS, false),
    );
  }

  async #finish(run: Run, outcome: Reconciliation): Promise<void> {
    const wakeInMs = await run.transaction(async transaction => {
      await transaction('engine_fences')
        .where(run.key)
        .update({ failures: 0, last_error: null });
      if (outcome === 'done') {
        // A wake-up that came during the run keeps the thing, and its waiting job runs it again.
        const ended = await transaction('engine_wakes')
          .where({ ...run.key, wakes: run.wakes })
          .delete();
        if (ended > 0) {
          await transaction('engine_fences').where(run.key).delete();
          // Where a run saw in AWS what an earlier one's call had done, it may never have asked for the answer.
          await transaction('intents')
            .where({
              kind: run.key.kind,
              thing_id: run.key.id,
              status: 'OPEN',
            })
            .update({ thing_ended_at: transaction.fn.now() });
        }
        return undefined;
      }
      return this.#schedule(transaction, run, outcome.wakeInMs);
    });
    if (wakeInMs !== undefined) {
      this.#nudgeIn(wakeInMs);
    }
  }

  /** Sets the next wake-up, unless one came during the run: then the thing runs again at once. Says when it will be. */
  async #schedule(
    transaction: Knex.Transaction,
    run: Run,
    wakeInMs: number,
  ): Promise<number> {
    await this.#enqueue(transaction, run.key, wakeInMs, false);
    const row = await transaction('engine_wakes').where(run.key).first('wakes');
    if (run.wakes !== '0' && String(row?.wakes) !== run.wakes) {
      await this.#enqueue(transaction, run.key, 0, false);
      return 0;
    }
    return wakeInMs;
  }

  /** Records that a run failed, and when the next is. A run that is no longer the newest says nothing of its thing. */
  async #fail(
    run: Run,
    error: unknown,
    logger: LoggerService,
  ): Promise<RunOutcome> {
    const failures = run.failures + 1;
    const wakeInMs = failureBackoffMs(failures);
    const tell = (what: string) =>
      logger.warn(
        `Run failed ${failures} times in a row; ${what}`,
        error as Error,
      );
    try {
      await run.transaction(async transaction => {
        await transaction('engine_fences')
          .where(run.key)
          .update({
            failures,
            last_error: error instanceof Error ? error.message : String(error),
          });
        await this.#schedule(transaction, run, wakeInMs);
      });
    } catch (writeError) {
      if (writeError instanceof FenceLostError) {
        logger.info(NEWER_RUN);
        return 'superseded';
      }
      // The job fails with it, and pg-boss runs it again: the thing is not lost.
      tell('the queue runs it again');
      throw writeError;
    }
    tell(`next in ${Math.round(wakeInMs / 1000)} s`);
    return 'failed';
  }

  /** Wakes what is overdue: a safety net under the queue, for a job that an operator deleted or that expired. */
  async #sweep(): Promise<void> {
    try {
      await this.#clock?.follow();
      const overdue = await this.#database('engine_wakes')
        .whereRaw("wake_at < now() - ? * interval '1 millisecond'", [
          OVERDUE_MS,
        ])
        .whereIn('kind', [...this.#reconcilers.keys()])
        .orderBy('wake_at')
        .limit(100)
        .select('kind', 'id');
      for (const { kind, id } of overdue) {
        await this.wake(kind, id);
      }
    } catch (error) {
      this.#logger.warn('The sweep of overdue things failed', error as Error);
    }
  }
}

/** A query that waits for a connection has no time limit of its own. */
async function withinTime(work: Promise<unknown>, ms: number): Promise<void> {
  const stopped = new AbortController();
  const tooLong = delay(ms, undefined, { signal: stopped.signal }).then(() => {
    throw new Error(`no answer within ${ms / 1000} s`);
  });
  try {
    await Promise.race([work, tooLong]);
  } finally {
    stopped.abort();
  }
}
