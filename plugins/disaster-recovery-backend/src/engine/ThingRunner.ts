import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Job } from 'pg-boss';
import { DatabaseIntents } from './DatabaseIntents';
import { FenceLostError } from './FenceLostError';
import { failureBackoffMs } from './failureBackoff';
import { asOwner } from './ownership';
import { Run, type ThingKey } from './Run';
import type {
  Reconciler,
  Reconciliation,
  RunObserver,
  RunOutcome,
} from './types';
import type { WakeUps } from './WakeUps';

const NEWER_RUN = 'A newer run took over';
/** How soon a thing of another version is offered again. */
const STRANGER_MS = 5_000;

/** Runs things, each by the reconciler of its kind, and writes down what came of it and when the next run is. */
export class ThingRunner {
  readonly #database: Knex;
  readonly #logger: LoggerService;
  readonly #reconcilers: ReadonlyMap<string, Reconciler>;
  readonly #wakeUps: WakeUps;
  readonly #shutdown: AbortSignal;
  readonly #observer: RunObserver | undefined;

  /** @param options - `shutdown` is aborted when runs are to end after their current step */
  constructor(options: {
    database: Knex;
    logger: LoggerService;
    reconcilers: ReadonlyMap<string, Reconciler>;
    wakeUps: WakeUps;
    shutdown: AbortSignal;
    observer?: RunObserver;
  }) {
    this.#database = options.database;
    this.#logger = options.logger;
    this.#reconcilers = options.reconcilers;
    this.#wakeUps = options.wakeUps;
    this.#shutdown = options.shutdown;
    this.#observer = options.observer;
  }

  /** Runs the thing of a job. @throws what the database says when the outcome could not be written: the job runs again */
  async work(job: Job<ThingKey>): Promise<void> {
    const key = { kind: job.data.kind, id: job.data.id };
    const work = () => this.#run(job, key);
    await (this.#observer ? this.#observer.aroundRun(key, work) : work());
  }

  async #run(job: Job<ThingKey>, key: ThingKey): Promise<RunOutcome> {
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
            signal: AbortSignal.any([job.signal, this.#shutdown]),
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
      this.#wakeUps.enqueue(transaction, key, STRANGER_MS, false),
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
      this.#wakeUps.nudgeIn(wakeInMs);
    }
  }

  /** Sets the next wake-up, unless one came during the run: then the thing runs again at once. Says when it will be. */
  async #schedule(
    transaction: Knex.Transaction,
    run: Run,
    wakeInMs: number,
  ): Promise<number> {
    await this.#wakeUps.enqueue(transaction, run.key, wakeInMs, false);
    const row = await transaction('engine_wakes').where(run.key).first('wakes');
    if (run.wakes !== '0' && String(row?.wakes) !== run.wakes) {
      await this.#wakeUps.enqueue(transaction, run.key, 0, false);
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
}
