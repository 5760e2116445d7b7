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

const keyOf = (server: Observed) =>
  `${server.account_id}/${server.region}/${server.source_server_id}`;

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
  /** By server, while AWS is asked about it. */
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
    const unasked = stale.filter(server => !this.#running.has(keyOf(server)));
    const places = groupBy(
      unasked,
      server => `${server.account_id}/${server.region}`,
    );
    for (const rows of places.values()) {
      const observing = this.#observe(rows).finally(() =>
        rows.forEach(row => this.#running.delete(keyOf(row))),
      );
      rows.forEach(row => this.#running.set(keyOf(row), observing));
    }
    await Promise.all(
      new Set(stale.map(server => this.#running.get(keyOf(server)))),
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
