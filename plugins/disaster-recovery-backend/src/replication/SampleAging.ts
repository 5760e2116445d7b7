import type { Knex } from 'knex';

const HOUR_MS = 3_600_000;
/** So long every sample is kept. */
const FULL_RESOLUTION_MS = 24 * HOUR_MS;
/** What was not thinned while the portal was away is made up for bit by bit. */
const HOURS_AT_A_TIME = 24;

function hourOf(time: number): number {
  return Math.floor(time / HOUR_MS) * HOUR_MS;
}

/**
 * Makes samples fewer as they grow old. Of each hour that is more than a day ago an instance keeps two: the one with the
 * largest lag, which is what the chart is looked at for, and the last, from which it goes on. Later they are forgotten.
 */
export class SampleAging {
  readonly #database: Knex;
  readonly #retentionMs: number;

  constructor(database: Knex, options: { retentionMs: number }) {
    this.#database = database;
    this.#retentionMs = options.retentionMs;
  }

  async age(now: Date): Promise<void> {
    await this.#database('replication_samples')
      .where('at', '<', new Date(now.getTime() - this.#retentionMs))
      .delete();
    const end = hourOf(now.getTime() - FULL_RESOLUTION_MS);
    let from = await this.#begin();
    for (let n = 0; n < HOURS_AT_A_TIME && from && from < end; n += 1) {
      await this.#thin(from);
      from += HOUR_MS;
    }
  }

  /** The first hour that was not thinned yet; none while there are no samples. */
  async #begin(): Promise<number | undefined> {
    const mark = await this.#database('replication_sample_aging').first();
    if (mark) {
      return mark.thinned_until.getTime();
    }
    const oldest = await this.#database('replication_samples')
      .orderBy('at')
      .first('at');
    return oldest && hourOf(oldest.at.getTime());
  }

  async #thin(from: number): Promise<void> {
    const to = new Date(from + HOUR_MS);
    await this.#database.transaction(async transaction => {
      await transaction.raw(
        `DELETE FROM replication_samples USING (
           SELECT session_id, recovery_instance_id, at,
                  row_number() OVER (
                    PARTITION BY session_id, recovery_instance_id ORDER BY lag_seconds DESC NULLS LAST, at DESC
                  ) AS by_lag,
                  row_number() OVER (PARTITION BY session_id, recovery_instance_id ORDER BY at DESC) AS by_age
           FROM replication_samples WHERE at >= :from AND at < :to
         ) hour
         WHERE by_lag > 1 AND by_age > 1
           AND replication_samples.session_id = hour.session_id
           AND replication_samples.recovery_instance_id = hour.recovery_instance_id
           AND replication_samples.at = hour.at`,
        { from: new Date(from), to },
      );
      await transaction('replication_sample_aging')
        .insert({ id: 1, thinned_until: to })
        .onConflict('id')
        .merge();
    });
  }
}
