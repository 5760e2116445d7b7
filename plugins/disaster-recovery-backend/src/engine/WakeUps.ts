import type { Knex } from 'knex';
import type { PgBoss } from 'pg-boss';
import { priorityOf } from './lanes';
import { queueTransaction } from './queueDatabase';
import type { ThingKey } from './Run';
import type { Reconciler } from './types';

/** Farther wake-ups are found by the poll: half a second is nothing to them. */
const LONGEST_NUDGE_MS = 5 * 60_000;
/** The database's clock decides what is due: a nudge too early would find nothing. */
const NUDGE_DELAY_MS = 5;

function keyOf({ kind, id }: ThingKey): string {
  return `${kind}/${id}`;
}

/** When things are to be run next: our row of it, and the job with which pg-boss remembers it. */
export class WakeUps {
  readonly #database: Knex;
  readonly #boss: PgBoss;
  readonly #queue: string;
  readonly #reconcilers: ReadonlyMap<string, Reconciler>;
  /** The workers of this process, to be nudged when something is due; none before they work and after they have stopped. */
  workers: string[] = [];

  constructor(options: {
    database: Knex;
    boss: PgBoss;
    queue: string;
    reconcilers: ReadonlyMap<string, Reconciler>;
  }) {
    this.#reconcilers = options.reconcilers;
    this.#database = options.database;
    this.#boss = options.boss;
    this.#queue = options.queue;
  }

  /** Wakes a thing, in the transaction of what it is woken for or in one of its own. */
  async wake(
    key: ThingKey,
    {
      transaction,
      inMs = 0,
    }: { inMs?: number; transaction?: Knex.Transaction } = {},
  ): Promise<void> {
    if (transaction) {
      await this.enqueue(transaction, key, inMs, true);
    } else {
      await this.#database.transaction(own =>
        this.enqueue(own, key, inMs, true),
      );
      this.nudgeIn(inMs);
    }
  }

  /** @param counts - whether it is news, for which a run that is under way runs again; or only the next look */
  async enqueue(
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
      this.#queue,
      { ...key },
      {
        singletonKey: keyOf(key),
        priority: priorityOf(this.#reconcilers.get(key.kind)),
        // In seconds from now, by the database's clock: that of this machine may be off.
        startAfter: inMs / 1000,
        db: queueTransaction(transaction),
      },
    );
  }

  /**
   * Lets the local workers look when a wake-up is due, instead of at its next poll: a launch that has ended is not kept
   * waiting. Without it, after a restart or on another replica, the poll finds it.
   */
  nudgeIn(inMs: number): void {
    if (inMs > LONGEST_NUDGE_MS) {
      return;
    }
    const nudge = () =>
      this.workers.forEach(worker => this.#boss.notifyWorker(worker));
    if (inMs <= 0) {
      nudge();
    } else {
      setTimeout(nudge, inMs + NUDGE_DELAY_MS).unref();
    }
  }
}
