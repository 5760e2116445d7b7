import type { Knex } from 'knex';

/** Something to be sent, as it was written down. */
export interface Message<T = any> {
  content: T;
  /** When it was written down. */
  at: Date;
}

/** A way out of the portal. */
export interface Channel<T = any> {
  readonly name: string;
  /** How many messages are sent together. */
  readonly mostAtOnce: number;
  /** After so long without success a message is given up. */
  readonly patienceMs: number;
  /** Throws when none of them was taken. */
  send(messages: Message<T>[]): Promise<void>;
  /** Whether it is of no use to send it again. */
  isRefusal?(error: unknown): boolean;
}

/** Takes what is to be sent. */
export interface Outbox {
  /**
   * Writes a message down, in the transaction of what it tells of: it is sent exactly if that commits, whoever is killed when. In
   * the moment between sending and noting so a kill makes it be sent again.
   *
   * @param scope - a message that waits still is replaced by a newer one of the same scope
   */
  put(
    database: Knex,
    channel: string,
    message: { content: object; scope?: string },
  ): Promise<void>;
}
