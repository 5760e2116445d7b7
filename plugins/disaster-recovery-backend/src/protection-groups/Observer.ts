import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Aws } from '../aws';
import type { Clock } from '../database/DatabaseClock';
import { retryOnDeadlock } from '../database/retryOnDeadlock';
import { groupBy } from '../groupBy';
import type { ServerHead } from './rows';
import type { ServerKeeper } from './ServerKeeper';

type Observed = Pick<
  ServerHead,
  'account_id' | 'region' | 'source_server_id' | 'observed_at'
>;

/**
 * Refreshes how servers replicate when somebody looks and what is known is too old: one question for each account and
 * region, however many groups and readers there are.
 */
export class Observer {
  readonly #aws: Aws;
  readonly #database: Knex;
  readonly #clock: Clock;
  readonly #keeper: ServerKeeper;
  readonly #oldestMs: number;
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: {
    aws: Aws;
    database: Knex;
    clock: Clock;
    keeper: ServerKeeper;
    /** Beyond this age an observation is made again. */
    oldestMs: number;
  }) {
    this.#aws = options.aws;
    this.#database = options.database;
    this.#clock = options.clock;
    this.#keeper = options.keeper;
    this.#oldestMs = options.oldestMs;
  }

  /**
   * Refreshes those of the servers that were observed too long ago.
   *
   * @throws AwsOperationError when a region does not answer
   */
  async refresh(servers: Observed[]): Promise<boolean> {
    const since = this.#clock.now().getTime() - this.#oldestMs;
    const stale = servers.filter(
      server => (server.observed_at?.getTime() ?? 0) < since,
    );
    const byPlace = groupBy(
      stale,
      server => `${server.account_id}/${server.region}`,
    );
    await Promise.all(
      [...byPlace].map(([key, rows]) => {
        const running = this.#running.get(key) ?? this.#observe(rows);
        this.#running.set(key, running);
        return running.finally(() => this.#running.delete(key));
      }),
    );
    return stale.length > 0;
  }

  async #observe(rows: Observed[]): Promise<void> {
    const place: AccountRegion = {
      accountId: rows[0].account_id,
      region: rows[0].region,
    };
    const ids = rows.map(row => row.source_server_id);
    const found = await this.#aws.in(place).drs.listSourceServers({ ids });
    await retryOnDeadlock(() =>
      this.#database.transaction(transaction =>
        this.#keeper.noteObserved(transaction, place, ids, found),
      ),
    );
  }
}
