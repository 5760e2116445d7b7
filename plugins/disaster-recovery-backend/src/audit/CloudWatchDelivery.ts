import { AsyncResource } from 'node:async_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LogEntry } from '../aws';
import type { LogDelivery } from './DatabaseAuditLog';

/** Writes entries to a log stream. */
export type PutEntries = (entries: LogEntry[]) => Promise<void>;

const MOST_WAITING = 2_000;
const MOST_AT_ONCE = 200;
const RETRY_MS = [1_000, 5_000, 30_000, 60_000];

/**
 * Delivers failures and retries to CloudWatch Logs, apart from everything else: it never throws, nobody waits for it, and
 * what it holds is bounded. When AWS stays away for long the oldest entries are given up, and counted.
 */
export class CloudWatchDelivery implements LogDelivery {
  readonly #put: PutEntries;
  readonly #logger: LoggerService;
  #waiting: LogEntry[] = [];
  #dropped = 0;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #stopped = false;

  constructor(options: { put: PutEntries; logger: LoggerService }) {
    // Entries outlive the run that gave them: sending them must depend neither on who owns that run nor on its urgency.
    this.#put = AsyncResource.bind(options.put);
    this.#logger = options.logger;
  }

  deliver(entry: Record<string, unknown>): void {
    this.#waiting.push({
      at: new Date(),
      message: JSON.stringify(entry),
    });
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting.shift();
      this.#dropped += 1;
    }
    this.#schedule(0);
  }

  /** Sends what waits, once, and then takes no more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#sending;
    await this.#send();
  }

  #schedule(inMs: number): void {
    if (this.#timer || this.#sending || this.#stopped) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#sending = this.#send().finally(() => {
        this.#sending = undefined;
        if (this.#waiting.length > 0) {
          this.#schedule(
            this.#failures === 0
              ? 0
              : RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1],
          );
        }
      });
    }, inMs);
    this.#timer.unref();
  }

  async #send(): Promise<void> {
    const batch = this.#waiting.splice(0, MOST_AT_ONCE);
    if (batch.length === 0) {
      return;
    }
    try {
      await this.#put(batch);
      this.#failures = 0;
      this.#reportDropped();
    } catch (error) {
      this.#failures += 1;
      this.#waiting.unshift(...batch);
      this.#logger.warn(
        `CloudWatch Logs took no entries; ${this.#waiting.length} wait`,
        error as Error,
      );
    }
  }

  #reportDropped(): void {
    if (this.#dropped > 0) {
      this.#logger.warn(
        `${
          this.#dropped
        } entries were given up before CloudWatch Logs answered again; the audit record has them`,
      );
      this.#dropped = 0;
    }
  }
}
