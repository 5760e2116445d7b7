import { setTimeout as delay } from 'node:timers/promises';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import limitConcurrency, { type Limit } from 'p-limit';
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
import { toAwsFailure } from './toAwsFailure';

const ATTEMPTS = 5;
const REQUEST_TIMEOUT_MS = 30_000;
const REQUESTS_AT_A_TIME = 8;

/**
 * Makes the calls to one service in one account and region: a bounded number at a time, each within its time, repeated
 * where that is safe, counted, and with every error in one form.
 *
 * @remarks
 * The SDK's own retries are off. They cannot tell a call that must not happen twice from one that may, and they differ
 * between the generations of the SDK that this plugin has to use side by side.
 */
export class AwsCaller {
  readonly #service: string;
  readonly #target: AccountRegion;
  readonly #counter: CallCounter;
  readonly #observer: AwsObserver | undefined;
  readonly #limit: Limit = limitConcurrency(REQUESTS_AT_A_TIME);

  constructor(
    service: string,
    target: AccountRegion,
    counter: CallCounter,
    observer?: AwsObserver,
  ) {
    this.#service = service;
    this.#target = target;
    this.#counter = counter;
    this.#observer = observer;
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
    const work = () =>
      this.#limit(() => this.#repeat(kind, operation, send, confirmOwnership));
    return this.#observer ? this.#observer.aroundCall(call, work) : work();
  }

  async #repeat<T>(
    kind: CallKind,
    operation: string,
    send: Send<T>,
    confirmOwnership: () => Promise<void>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await confirmOwnership();
      try {
        return await this.#attempt(operation, send);
      } catch (error) {
        if (error instanceof AwsOperationError) {
          throw error;
        }
        const failure = error as SdkError;
        if (attempt >= ATTEMPTS || !mayRepeat(kind, failure)) {
          const call = { service: this.#service, operation, kind };
          throw new AwsOperationError(
            toAwsFailure(failure, { ...call, ...this.#target }),
            error,
          );
        }
        await delay(backoffMs(attempt, failure));
      }
    }
  }

  async #attempt<T>(operation: string, send: Send<T>): Promise<T> {
    this.#counter.add(this.#service, operation);
    const start = performance.now();
    const tell = (outcome: AwsCallOutcome) =>
      this.#observer?.attempted(
        { service: this.#service, operation, region: this.#target.region },
        outcome,
        (performance.now() - start) / 1000,
      );
    try {
      const answer = await send({
        abortSignal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      tell('answered');
      return answer;
    } catch (error) {
      tell(
        error instanceof AwsOperationError
          ? 'refused'
          : failureKind(error as SdkError),
      );
      throw error;
    }
  }
}

/** Sends one request, with the options that every SDK client takes. */
type Send<T> = (options: { abortSignal: AbortSignal }) => Promise<T>;
