import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { PgBoss } from 'pg-boss';
import type { DatabaseClock } from '../database/DatabaseClock';
import { withAdvisoryLock } from '../database/withAdvisoryLock';
import { slotsOf } from './lanes';
import { queueDatabase } from './queueDatabase';
import type { ThingKey } from './Run';
import { ThingRunner } from './ThingRunner';
import type { Engine, EngineHealth, Reconciler, RunObserver } from './types';
import { WakeUps } from './WakeUps';

const QUEUE = 'reconcile';
const LOCK = 'disaster-recovery/queue';
const HEARTBEAT_SECONDS = 10;
const MONITOR_SECONDS = 3;
const POLL_SECONDS = 0.5;
const SHUTDOWN_MS = 20_000;
const SWEEP_MS = 30_000;
const HEALTH_MS = 2_000;
/** Longer than any wake-up can be late without something being wrong. */
const OVERDUE_MS = 60_000;
const START_RETRY_MS = 2_000;

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
  readonly #wakeUps: WakeUps;
  readonly #runner: ThingRunner;
  readonly #reconcilers = new Map<string, Reconciler>();
  readonly #shutdown = new AbortController();
  #sweeper: NodeJS.Timeout | undefined;

  private constructor(options: {
    database: Knex;
    logger: LoggerService;
    clock?: DatabaseClock;
    schema: string;
    concurrency: number;
    observer?: RunObserver;
  }) {
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
    this.#wakeUps = new WakeUps({
      ...options,
      boss: this.#boss,
      queue: QUEUE,
      reconcilers: this.#reconcilers,
    });
    this.#runner = new ThingRunner({
      ...options,
      reconcilers: this.#reconcilers,
      wakeUps: this.#wakeUps,
      shutdown: this.#shutdown.signal,
    });
  }

  /**
   * Makes the engine. pg-boss keeps its tables in a schema of its own, named after the one that the plugin's tables are in.
   */
  static async create(options: {
    database: Knex;
    logger: LoggerService;
    /** Kept right while the engine works. */
    clock?: DatabaseClock;
    /** How many things one replica works on at a time, beside those that `lanes` keeps slots for. */
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
    const workers = [];
    for (const slots of slotsOf(this.#concurrency)) {
      workers.push(
        await this.#boss.work<ThingKey>(
          QUEUE,
          { ...slots, pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 },
          async ([job]) => this.#runner.work(job),
        ),
      );
    }
    this.#wakeUps.workers = workers;
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeper.unref();
  }

  /** Takes no more work, and lets what runs finish its current step. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#shutdown.abort();
    this.#wakeUps.workers = [];
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
    if (this.#wakeUps.workers.length === 0) {
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

  wake = (
    kind: string,
    id: string,
    options?: { inMs?: number; transaction?: Knex.Transaction },
  ) => this.#wakeUps.wake({ kind, id }, options);

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
