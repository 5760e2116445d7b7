import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { chunks } from '../chunks';
import type { Clock } from '../database/DatabaseClock';
import type {
  Engine,
  ReconcileContext,
  Reconciler,
  Reconciliation,
} from '../engine';
import type { Channel, Message, Outbox } from './types';

const KIND = 'outbox';
/** So many are looked at in a run; the rest in the next one. */
const MOST_IN_A_RUN = 200;
const DAY_MS = 24 * 3_600_000;
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Of how long the oldest one has waited. */
const SHARE_OF_AGE = 0.5;

interface Row extends Message {
  sequence: string;
}

/**
 * What has to be sent, in Postgres, and the sending of it: one thing of the engine for each channel, so that one replica sends at a
 * time, and another takes over.
 */
export class DatabaseOutbox implements Outbox, Reconciler {
  readonly kind = KIND;
  readonly #database: Knex;
  readonly #clock: Clock;
  readonly #engine: Engine;
  readonly #logger: LoggerService;
  readonly #channels = new Map<string, Channel>();
  /** A transaction that tells of thousands of failures wakes their channel once. */
  readonly #woken = new WeakMap<Knex.Transaction, Set<string>>();

  private constructor(options: Parameters<typeof DatabaseOutbox.create>[0]) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#engine = options.engine;
    this.#logger = options.logger;
  }

  /** Registers itself with the engine: before that starts. */
  static create(options: {
    database: Knex;
    clock: Clock;
    engine: Engine;
    logger: LoggerService;
  }): DatabaseOutbox {
    const outbox = new DatabaseOutbox(options);
    options.engine.register(outbox);
    return outbox;
  }

  open(channel: Channel): void {
    this.#channels.set(channel.name, channel);
  }

  async put(
    database: Knex,
    channel: string,
    message: { content: object; scope?: string },
  ): Promise<void> {
    if (!database.isTransaction) {
      await database.transaction(transaction =>
        this.put(transaction, channel, message),
      );
      return;
    }
    await database('outbox')
      .insert({
        channel,
        scope: message.scope ?? null,
        content: JSON.stringify(message.content),
      })
      .onConflict(['channel', 'scope'])
      .merge({
        sequence: database.raw('excluded.sequence'),
        content: database.raw('excluded.content'),
        at: database.raw('excluded.at'),
      });
    const transaction = database as Knex.Transaction;
    const woken = this.#woken.get(transaction) ?? new Set();
    if (!woken.has(channel)) {
      this.#woken.set(transaction, woken.add(channel));
      await this.#engine.wake(KIND, channel, { transaction });
    }
  }

  async reconcile(context: ReconcileContext): Promise<Reconciliation> {
    const channel = this.#channels.get(context.id);
    const rows: Row[] = await this.#database('outbox')
      .where({ channel: context.id })
      .orderBy('sequence')
      .limit(MOST_IN_A_RUN);
    const unsent: Row[] = [];
    for (const batch of chunks(rows, channel?.mostAtOnce ?? MOST_IN_A_RUN)) {
      if (context.signal.aborted) {
        return { wakeInMs: 0 };
      }
      if (channel && (await this.#send(channel, batch))) {
        await this.#forget(context, batch);
      } else {
        unsent.push(...batch);
      }
    }
    const left = await this.#giveUp(context, unsent, channel?.patienceMs);
    if (left.length > 0) {
      return { wakeInMs: this.#waitFor(left[0]) };
    }
    return rows.length === MOST_IN_A_RUN ? { wakeInMs: 0 } : 'done';
  }

  /** @returns whether there is nothing more to be done about them */
  async #send(channel: Channel, batch: Row[]): Promise<boolean> {
    try {
      await channel.send(batch);
      return true;
    } catch (error) {
      const isRefused = channel.isRefusal?.(error) ?? false;
      this.#logger[isRefused ? 'debug' : 'warn'](
        `${batch.length} of ${channel.name} could not be sent${
          isRefused ? '' : ', and will be again'
        }`,
        error as Error,
      );
      return isRefused;
    }
  }

  /** By the number of each: one that a newer of its scope has replaced meanwhile is still to be sent. */
  async #forget(context: ReconcileContext, rows: Row[]): Promise<void> {
    await context.transaction(transaction =>
      transaction('outbox')
        .whereIn(
          'sequence',
          rows.map(({ sequence }) => sequence),
        )
        .delete(),
    );
  }

  /** @returns those that are not too old yet */
  async #giveUp(
    context: ReconcileContext,
    rows: Row[],
    // A channel that is closed here may be open on a replica with newer configuration.
    patienceMs = DAY_MS,
  ): Promise<Row[]> {
    const tooOld = rows.filter(row => this.#ageMs(row) > patienceMs);
    if (tooOld.length > 0) {
      await this.#forget(context, tooOld);
      this.#logger.warn(
        `${tooOld.length} of ${context.id} were given up; the audit record has what they told of`,
      );
    }
    return rows.filter(row => !tooOld.includes(row));
  }

  #waitFor(row: Row): number {
    const wait = this.#ageMs(row) * SHARE_OF_AGE;
    return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, wait));
  }

  #ageMs({ at }: Row): number {
    return this.#clock.now().getTime() - at.getTime();
  }
}
