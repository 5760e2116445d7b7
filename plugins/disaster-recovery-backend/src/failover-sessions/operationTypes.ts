import type {
  ErrorDetails,
  Operation,
  OperationKind,
  OperationStep,
  OperationSummary,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { ReconcileContext } from '../engine';
import type {
  FailoverSessionStore,
  InstanceRecord,
  SessionRecord,
} from './types';

/** What a handler's run on its operation ends with. */
export type OperationOutcome =
  | { wakeInMs: number }
  | { succeeded: true }
  /** The operation has failed, wholly or in part: what is kept says which instances and why. */
  | { failed: ErrorDetails };

/** What an operation's handler is given, for one run. */
export interface OperationContext extends ReconcileContext {
  readonly operation: OperationRecord;
  readonly session: SessionRecord;
  readonly instances: InstanceRecord[];
  /** Adds the step or changes it, by target and name. For the operation's page and, for agents, for the instance. */
  saveStep(transaction: Knex.Transaction, step: StepPatch): Promise<void>;
  /** The same for many at once. */
  saveSteps(transaction: Knex.Transaction, steps: StepPatch[]): Promise<void>;
}

/** A step as a handler saves it: what is not given stays as it was. */
export type StepPatch = Pick<OperationStep, 'name' | 'title' | 'status'> &
  Partial<Omit<OperationStep, 'id'>>;

export interface OperationRecord
  extends Omit<Operation, 'steps' | 'progress' | 'targetCount'> {
  steps: OperationStep[];
}

/** What is accepted: the rows as they are locked now. */
export interface OperationBegin<Input = Record<string, unknown>> {
  session: SessionRecord;
  instances: InstanceRecord[];
  operation: OperationRecord;
  input: Input;
}

/** How an operation ends: without an error it has succeeded. */
export interface OperationEnd {
  session: SessionRecord;
  operation: OperationRecord;
  failed?: ErrorDetails;
}

/** How one kind of operation is begun and carried on. Registered by the capability that knows it. */
export interface OperationHandler<Input = Record<string, unknown>> {
  readonly kind: OperationKind;
  /** Whether it launches or ends machines by executions: it waits for no other kind of operation then. */
  readonly isLaunch?: boolean;
  /** False where it never goes by the steps that it saved: they may be thousands, and are not read for it then. */
  readonly readsSteps?: false;
  /**
   * Last checks before the operation is accepted, in the request, after the state machine's own. May ask AWS.
   *
   * @throws ConflictError, InputError with a sentence that says what to do
   */
  check?(
    session: SessionRecord,
    instances: InstanceRecord[],
    input: Input,
  ): Promise<void>;
  /**
   * Writes that belong to the acceptance, in its transaction: the status that the session takes while it runs, the
   * route, which instances it works on. A retry must touch only what failed before.
   */
  begin?(
    transaction: Knex.Transaction,
    begin: OperationBegin<Input>,
  ): Promise<void>;
  /** The next missing thing. On success or failure it has written what it did; the framework closes the operation. */
  reconcile(context: OperationContext): Promise<OperationOutcome>;
  /** Writes that belong to the end, in its transaction: the status that the session takes, for one. */
  end?(transaction: Knex.Transaction, end: OperationEnd): Promise<void>;
}

/** Begins operations, one at a time on a session, and carries them on through the engine. */
export interface SessionOperations {
  register(handler: OperationHandler<any>): void;
  /**
   * Accepts an operation: state machine, the handler's checks, then one transaction with the operation's row, the audit
   * entry and its wake-up. After a failed operation of the same kind it is a new attempt with the same correlation id.
   *
   * @throws ConflictError that names the running operation, or the state that stands against it
   */
  start(request: {
    sessionId: string;
    kind: OperationKind;
    input: Record<string, unknown>;
    principal: string;
  }): Promise<OperationSummary>;
  /** Has a running operation look at once: somebody has seen what it waits for. */
  wake(
    operation: Pick<OperationRecord, 'id' | 'kind'>,
    transaction: Knex.Transaction,
  ): Promise<void>;
  get(id: string, database?: Knex): Promise<OperationRecord>;
  list(sessionId: string, database?: Knex): Promise<OperationRecord[]>;
  /** The newest operation of a kind, with its steps. */
  latest(
    sessionId: string,
    kind: OperationKind,
    database?: Knex,
  ): Promise<OperationRecord | undefined>;
  /** The same as it is shown beside other things: counts instead of its steps. */
  latestSummary(
    sessionId: string,
    kind: OperationKind,
    database?: Knex,
  ): Promise<OperationSummary | undefined>;
}

/** What capabilities of a session's life ask of it. */
export interface FailoverSessions {
  readonly store: FailoverSessionStore;
  readonly operations: SessionOperations;
  readonly digests: {
    /** What has to be done now and then, so that what is kept for lists does not grow without end. */
    forgetChanged(): Promise<void>;
  };
}
