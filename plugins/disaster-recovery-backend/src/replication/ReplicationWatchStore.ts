import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';

/** One look at an account and region, as it is kept. */
export interface WatchRecord {
  observedAt: Date;
  nextObservationAt: Date;
  sessionCount: number;
  serverCount: number;
  /** What AWS did not answer. */
  error?: string;
}

/** When each account and region was last looked at, and when it will be next. */
export class ReplicationWatchStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async find(target: AccountRegion): Promise<WatchRecord | undefined> {
    const row = await this.#database('replication_watches')
      .where({ account_id: target.accountId, region: target.region })
      .first();
    return (
      row && {
        observedAt: row.observed_at,
        nextObservationAt: row.next_observation_at,
        sessionCount: row.session_count,
        serverCount: row.server_count,
        error: row.error ?? undefined,
      }
    );
  }

  async save(
    target: AccountRegion,
    watch: WatchRecord,
    transaction: Knex.Transaction,
  ): Promise<void> {
    await transaction('replication_watches')
      .insert({
        account_id: target.accountId,
        region: target.region,
        observed_at: watch.observedAt,
        next_observation_at: watch.nextObservationAt,
        session_count: watch.sessionCount,
        server_count: watch.serverCount,
        error: watch.error ?? null,
      })
      .onConflict(['account_id', 'region'])
      .merge();
  }

  async delete(
    target: AccountRegion,
    transaction: Knex.Transaction,
  ): Promise<void> {
    await transaction('replication_watches')
      .where({ account_id: target.accountId, region: target.region })
      .delete();
  }
}
