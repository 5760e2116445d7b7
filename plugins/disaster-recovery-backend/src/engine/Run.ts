import type { Knex } from 'knex';
import { retryOnDeadlock } from '../database/retryOnDeadlock';
import { FenceLostError } from './FenceLostError';

/** What names a thing: the kind of its reconciler, and its id. */
export interface ThingKey {
  kind: string;
  id: string;
}

/**
 * One run on one thing. It is fenced: its transactions commit only while no newer run of the same thing has begun.
 */
export class Run {
  readonly #database: Knex;
  readonly #fence: string;
  readonly key: ThingKey;
  /** How many runs before this one failed in a row. */
  readonly failures: number;
  /** The count of wake-ups that this run answers. */
  readonly wakes: string;

  private constructor(
    database: Knex,
    key: ThingKey,
    begun: { fence: string; failures: number; wakes: string },
  ) {
    this.#database = database;
    this.key = key;
    this.#fence = begun.fence;
    this.failures = begun.failures;
    this.wakes = begun.wakes;
  }

  /** Begins a run: every run before it can write nothing from here on. */
  static async begin(database: Knex, key: ThingKey): Promise<Run> {
    const wake = await database('engine_wakes').where(key).first('wakes');
    const { rows } = await database.raw(
      `INSERT INTO engine_fences (kind, id, fence, run_at)
       VALUES (?, ?, nextval('engine_fence_sequence'), now())
       ON CONFLICT (kind, id) DO UPDATE
         SET fence = nextval('engine_fence_sequence'), run_at = now()
       RETURNING fence, failures`,
      [key.kind, key.id],
    );
    return new Run(database, key, {
      fence: String(rows[0].fence),
      failures: rows[0].failures,
      wakes: String(wake?.wakes ?? 0),
    });
  }

  /** @throws FenceLostError when a newer run has begun */
  async confirm(): Promise<void> {
    this.#requireOwn(
      await this.#database('engine_fences').where(this.key).first('fence'),
    );
  }

  /** A transaction of this run. @throws FenceLostError when a newer run has begun */
  async transaction<T>(
    work: (transaction: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return retryOnDeadlock(() =>
      this.#database.transaction(async transaction => {
        const row = await transaction('engine_fences')
          .where(this.key)
          .forUpdate()
          .first('fence');
        this.#requireOwn(row);
        return work(transaction);
      }),
    );
  }

  #requireOwn(row: { fence: unknown } | undefined): void {
    if (String(row?.fence) !== this.#fence) {
      throw new FenceLostError(
        `A newer run of ${this.key.kind} ${this.key.id} has begun`,
      );
    }
  }
}
