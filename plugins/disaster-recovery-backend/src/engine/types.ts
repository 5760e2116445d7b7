import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** What a run of a reconciler ends with: the thing wants to be looked at again, or has come to its end. */
export type Reconciliation = { wakeInMs: number } | 'done';

/** What a reconciler is given to work with, for one run on one thing. */
export interface ReconcileContext {
  /** The id of the thing. */
  readonly id: string;
  readonly logger: LoggerService;
  /** Aborted when the process shuts down: finish the current step, write it, and return. */
  readonly signal: AbortSignal;
  /**
   * A transaction that commits only while this run is the newest of its thing: a process that was paused past its
   * heartbeat and wakes again can write nothing. All writes of a reconciler go through here.
   *
   * @throws FenceLostError when a newer run has begun
   */
  transaction<T>(
    work: (transaction: Knex.Transaction) => Promise<T>,
  ): Promise<T>;
  /** Calls that must not happen twice. */
  readonly intents: Intents;
}

/**
 * What a run may keep waiting: `launch`, nothing goes before it; `look`, which ends within moments; `long`, which may wait for
 * what AWS takes a second, for minutes.
 */
export type Lane = 'launch' | 'look' | 'long';

/**
 * Looks at one thing that is in flight, does the next missing thing, writes down what it did, and says when to be woken
 * again. It decides from stored state and from what AWS says now, never from having been somewhere before: it can be run
 * twice, late, or after a crash. An error that it throws is logged, and the thing is woken again later, with backoff.
 */
export interface Reconciler {
  /** Names the queue, for example `execution`. */
  readonly kind: string;
  /** `look` unless told. Some slots take nothing long, and some only launches: neither waits until something long ends. */
  readonly lane?: Lane;
  reconcile(context: ReconcileContext): Promise<Reconciliation>;
}

/** A call that must not happen twice, as it is written down before it is made. */
export interface Intent {
  /** Unique within its thing, for example `start-recovery/wave-1/job-0/attempt-1`. */
  readonly key: string;
  /** The call, for example `StartRecovery`. */
  readonly operation: string;
  readonly correlationId?: string;
  /** What the call is about, kept for whoever reads the table. */
  readonly target: Record<string, unknown>;
}

/** How an intent is carried out. `T` is kept as JSON. */
export interface IntentSteps<T> {
  /** Makes the call. */
  perform(): Promise<T>;
  /**
   * After a crash or a lost answer: looks in AWS for what the call, made at or after `since`, left behind.
   * Undefined when there is nothing: the call is then made again.
   */
  settle(since: Date): Promise<T | undefined>;
  /**
   * Whether an error of `perform` leaves open if the call took effect (a lost answer does, a refusal does not). A refused
   * intent is closed and may be tried anew under the same key; an open one is settled first.
   */
  outcomeUnknown(error: unknown): boolean;
}

/** Intent before effect: each call is written down, made, and closed with its result. */
export interface Intents {
  /**
   * Carries out an intent at most once. A closed one answers with the result it had; an open one is settled first.
   */
  once<T>(intent: Intent, steps: IntentSteps<T>): Promise<T>;
}

/** What capabilities see of the engine. */
export interface Engine {
  /** Registers a reconciler; before `start`. */
  register(reconciler: Reconciler): void;
  /**
   * Wakes a thing, now or in `inMs`, within the given transaction: the wake-up exists exactly if what was written does.
   * A thing has one waiting wake-up at most; a sooner one replaces a later one, and a later one replaces a sooner one.
   */
  wake(
    kind: string,
    id: string,
    options?: { inMs?: number; transaction?: Knex.Transaction },
  ): Promise<void>;
}

/** How a run ended: superseded by a newer one, it wrote nothing more. */
export type RunOutcome = 'succeeded' | 'failed' | 'superseded';

/** Is told of every run. */
export interface RunObserver {
  aroundRun(
    thing: { kind: string; id: string },
    work: () => Promise<RunOutcome>,
  ): Promise<void>;
}

/** Whether the engine can do its work. */
export interface EngineHealth {
  ok: boolean;
  /** Why not. */
  reason?: string;
}
