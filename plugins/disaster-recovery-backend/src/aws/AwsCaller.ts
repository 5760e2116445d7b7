import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import { currentOwnership } from '../engine/ownership';
import { AwsOperationError } from './AwsOperationError';
import type { CallCounter } from './CallCounter';
import {
  backoffMs,
  type CallKind,
  failureKind,
  mayRepeat,
  type SdkError,
} from './callPolicy';
import type { AwsCallOutcome, AwsObserver } from './AwsObserver';
import { RequestBudget } from './RequestBudget';
import { toAwsFailure } from './toAwsFailure';
import { withinTime } from './withinTime';

const ATTEMPTS = 5;
/** Throttling ends by itself, once the budget has found what AWS takes. */
const THROTTLED_ATTEMPTS = 10;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Makes the calls to one service in one account and region: within a budget, each within its time, repeated where that is
 * safe, counted, and with every error in one form.
 *
 * @remarks
 * The SDK's own retries are off. They cannot tell a call that must not happen twice from one that may, and they differ
 * between the generations of the SDK that this plugin has to use side by side.
 */
export class AwsCaller {
  readonly #service: string;
  readonly #target: AccountRegion;
  readonly #counter: CallCounter;
  readonly #logger: LoggerService;
  readonly #observer: AwsObserver | undefined;
  readonly #budget = new RequestBudget();

  constructor(
    service: string,
    target: AccountRegion,
    options: {
      counter: CallCounter;
      logger: LoggerService;
      observer?: AwsObserver;
    },
  ) {
    this.#service = service;
    this.#target = target;
    this.#counter = options.counter;
    this.#logger = options.logger;
    this.#observer = options.observer;
  }

  /** Whose budget it is, and how that stands. */
  get budget() {
    return {
      service: this.#service,
      ...this.#target,
      ...this.#budget.state,
    };
  }

  /** A call that changes nothing. */
  read = <T>(operation: string, send: Send<T>) =>
    this.#call('read', operation, send);

  /** A call that may happen twice: the second changes nothing more. */
  idempotent = <T>(operation: string, send: Send<T>) =>
    this.#call('idempotent', operation, send);

  /** A call that must not happen twice: repeated only where AWS has turned it away unread. */
  effect = <T>(operation: string, send: Send<T>) =>
    this.#call('effect', operation, send);

  #call<T>(kind: CallKind, operation: string, send: Send<T>): Promise<T> {
    const call = { service: this.#service, operation, ...this.#target };
    const confirmOwnership =
      kind === 'read' ? async () => {} : currentOwnership();
    const work = () => this.#repeat(kind, operation, send, confirmOwnership);
    return this.#observer ? this.#observer.aroundCall(call, work) : work();
  }

  async #repeat<T>(
    kind: CallKind,
    operation: string,
    send: Send<T>,
    confirmOwnership: () => Promise<void>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#inTurn(async () => {
        await confirmOwnership();
        return this.#send(operation, send);
      });
      if ('answer' in outcome) {
        return outcome.answer;
      }
      const { error } = outcome;
      if (error instanceof AwsOperationError) {
        throw error;
      }
      const failure = error as SdkError;
      const isThrottled = failureKind(failure) === 'throttled';
      if (isThrottled) {
        this.#noteThrottle();
      }
      const attempts = isThrottled ? THROTTLED_ATTEMPTS : ATTEMPTS;
      if (attempt >= attempts || !mayRepeat(kind, failure)) {
        const call = { service: this.#service, operation, kind };
        throw new AwsOperationError(
          toAwsFailure(failure, { ...call, ...this.#target }),
          error,
        );
      }
      await delay(backoffMs(attempt, failure));
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    await this.#budget.take();
    try {
      return await work();
    } finally {
      this.#budget.release();
    }
  }

  async #send<T>(
    operation: string,
    send: Send<T>,
  ): Promise<{ answer: T } | { error: unknown }> {
    this.#counter.add(this.#service, operation);
    const start = performance.now();
    const tell = (outcome: AwsCallOutcome) =>
      this.#observer?.attempted(
        { service: this.#service, operation, region: this.#target.region },
        outcome,
        (performance.now() - start) / 1000,
      );
    try {
      const answer = await withinTime(REQUEST_TIMEOUT_MS, abortSignal =>
        send({ abortSignal }),
      );
      tell('answered');
      return { answer };
    } catch (error) {
      tell(
        error instanceof AwsOperationError
          ? 'refused'
          : failureKind(error as SdkError),
      );
      return { error };
    }
  }

  #noteThrottle(): void {
    if (this.#budget.noteThrottle()) {
      const { service, accountId, region, ...state } = this.budget;
      this.#logger.warn(
        `AWS throttles ${service} in ${region} of account ${accountId}: fewer requests a second are made from now on`,
        { ...state },
      );
    }
  }
}

/** Sends one request, with the options that every SDK client takes. */
type Send<T> = (options: { abortSignal: AbortSignal }) => Promise<T>;
