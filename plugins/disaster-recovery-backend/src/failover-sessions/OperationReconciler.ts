import { isError } from '@backstage/errors';
import type {
  ErrorDetails,
  OperationKind,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { AwsOperationError, toErrorDetails } from '../aws';
import { isDatabaseUnavailable } from '../database/isDatabaseUnavailable';
import type { Dependencies } from '../dependencies';
import {
  FenceLostError,
  type Lane,
  type ReconcileContext,
  type Reconciler,
  type Reconciliation,
} from '../engine';
import type { OperationStore } from './OperationStore';
import { STATUS_WORDS } from './sessionStatus';
import type {
  OperationContext,
  OperationHandler,
  OperationOutcome,
  OperationRecord,
} from './operationTypes';
import type { FailoverSessionStore, SessionRecord } from './types';

/** After so many unexpected errors in a row an operation is given up, so that a person may look and try again. */
const STUMBLES_ALLOWED = 10;

const TRIED_AGAIN = 'It is tried again by itself.';
const IF_IT_LASTS =
  'If this lasts, see to it that AWS can be reached with the credentials of this account.';

/** The kinds of things that operations are to the engine, by lane. */
export const OPERATION_KINDS = {
  launch: 'launch-operation',
  long: 'operation',
} as const satisfies Partial<Record<Lane, string>>;

type OperationLane = keyof typeof OPERATION_KINDS;

type ReconcilerDependencies = Dependencies & {
  sessions: FailoverSessionStore;
  operations: OperationStore;
  handlerOf(kind: OperationKind): OperationHandler;
};

/** Carries operations on: hands each to the handler of its kind, and closes it when the handler says how it ended. */
export class OperationReconciler implements Reconciler {
  readonly kind: string;
  readonly lane: Lane;
  readonly #dependencies: ReconcilerDependencies;

  /** @param lane - of the operations that this one carries on */
  constructor(dependencies: ReconcilerDependencies, lane: OperationLane) {
    this.#dependencies = dependencies;
    this.lane = lane;
    this.kind = OPERATION_KINDS[lane];
  }

  async reconcile(context: ReconcileContext): Promise<Reconciliation> {
    const { sessions, operations, handlerOf } = this.#dependencies;
    const head = await operations.getHead(context.id);
    if (head.status !== 'RUNNING') {
      return 'done';
    }
    const session = await sessions.get(head.sessionId);
    let hasWritten = false;
    const handler = handlerOf(head.kind);
    const operation = {
      ...head,
      steps:
        handler.readsSteps === false ? [] : await operations.listSteps(head.id),
    };
    const outcome = await this.#outcomeOf(context, session, async () =>
      handler.reconcile({
        id: context.id,
        logger: context.logger,
        signal: context.signal,
        intents: context.intents,
        transaction: work => {
          hasWritten = true;
          return context.transaction(work);
        },
        saveStep: (transaction, step) =>
          operations.saveSteps(transaction, operation.id, [step]),
        saveSteps: (transaction, steps) =>
          operations.saveSteps(transaction, operation.id, steps),
        operation,
        session,
        instances: await sessions.listInstances(session.id),
      } satisfies OperationContext),
    );
    if ('wakeInMs' in outcome) {
      if (hasWritten) {
        this.#publish(session);
      }
      return outcome;
    }
    await this.#close(context, handler, operation, outcome);
    return 'done';
  }

  /** What the handler says; an error that will not pass by itself is a failure of the operation. */
  async #outcomeOf(
    context: ReconcileContext,
    session: SessionRecord,
    reconcile: () => Promise<OperationOutcome>,
  ): Promise<OperationOutcome> {
    const { operations } = this.#dependencies;
    try {
      const outcome = await reconcile();
      if (await operations.recover(context.id)) {
        this.#publish(session);
      }
      return outcome;
    } catch (error) {
      if (error instanceof FenceLostError) {
        throw error;
      }
      if (mayPass(error)) {
        // A database that is away can be told nothing.
        if (error instanceof AwsOperationError) {
          await this.#tellTrouble(context, session, error);
        }
        throw error;
      }
      const stumbles = isRefusal(error)
        ? STUMBLES_ALLOWED
        : await context.transaction(transaction =>
            operations.stumble(transaction, context.id),
          );
      if (stumbles < STUMBLES_ALLOWED) {
        await this.#tellTrouble(context, session, error);
        throw error;
      }
      return { failed: toErrorDetails(error) };
    }
  }

  /** It goes on trying, but not silently. */
  async #tellTrouble(
    context: ReconcileContext,
    session: SessionRecord,
    error: unknown,
  ): Promise<void> {
    const details = toErrorDetails(error, {
      remedy:
        error instanceof AwsOperationError
          ? `${TRIED_AGAIN} ${IF_IT_LASTS}`
          : TRIED_AGAIN,
    });
    await context.transaction(transaction =>
      this.#dependencies.operations.note(transaction, context.id, details),
    );
    this.#publish(session);
  }

  async #close(
    context: ReconcileContext,
    handler: OperationHandler,
    operation: OperationRecord,
    outcome: { succeeded: true } | { failed: ErrorDetails },
  ): Promise<void> {
    const error =
      'failed' in outcome
        ? {
            ...outcome.failed,
            correlationId: operation.correlationId,
            operationId: operation.id,
          }
        : undefined;
    const session = await context.transaction(transaction =>
      this.#writeEnd(transaction, handler, operation, error),
    );
    this.#publish(session);
  }

  async #writeEnd(
    transaction: Knex.Transaction,
    handler: OperationHandler,
    operation: OperationRecord,
    error: ErrorDetails | undefined,
  ): Promise<SessionRecord> {
    const { sessions, operations, audit } = this.#dependencies;
    const session = await sessions.getForUpdate(
      operation.sessionId,
      transaction,
    );
    await operations.close(transaction, operation.id, error);
    await sessions.update(session.id, { lastError: error }, transaction);
    await handler.end?.(transaction, { session, operation, failed: error });
    await audit.record(transaction, {
      actor: operation.requestedBy,
      action: `${operation.kind}.${error ? 'failed' : 'succeeded'}`,
      outcome: error ? 'FAILED' : 'SUCCEEDED',
      resourceType: 'failover-session',
      resourceId: session.id,
      sessionId: session.id,
      operationId: operation.id,
      correlationId: operation.correlationId,
      message: error ? error.message : `${operation.kind} succeeded`,
      error,
      details: { attempt: operation.attempt },
    });
    if (error) {
      await this.#reportFailure(transaction, session, operation, error);
    }
    return session;
  }

  async #reportFailure(
    transaction: Knex.Transaction,
    session: SessionRecord,
    operation: OperationRecord,
    error: ErrorDetails,
  ): Promise<void> {
    const { audit, changes } = this.#dependencies;
    await audit.failure(transaction, {
      operation: operation.kind,
      sessionId: session.id,
      operationId: operation.id,
      correlationId: operation.correlationId,
      attempt: operation.attempt,
      resourceIds: error.resourceIds,
      error,
    });
    await changes.notify(transaction, {
      owner: session.owner,
      title: `${session.name}: ${error.message}`,
      description:
        error.remedy ?? `It stays '${STATUS_WORDS[session.status]}'.`,
      link: `/disaster-recovery/failover-sessions/${session.id}`,
      severity: 'high',
      scope: `failover-session:${session.id}:failed`,
    });
  }

  #publish(session: SessionRecord): void {
    this.#dependencies.changes.publish({
      type: 'failover-session',
      id: session.id,
    });
  }
}

/** Throttling, a fault of AWS, a lost answer, a database that is away: the engine tries again, for as long as it takes. */
function mayPass(error: unknown): boolean {
  return (
    isDatabaseUnavailable(error) ||
    (error instanceof AwsOperationError && error.mayPass)
  );
}

const REFUSALS = new Set([
  'AwsOperationError',
  'ConflictError',
  'InputError',
  'NotFoundError',
  'NotAllowedError',
]);

/** A no that stays a no however often one asks. */
function isRefusal(error: unknown): boolean {
  return isError(error) && REFUSALS.has(error.name);
}
