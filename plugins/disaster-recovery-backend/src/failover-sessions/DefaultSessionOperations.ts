import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  type OperationKind,
  type OperationSummary,
  sessionActions,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { retryOnDeadlock } from '../database/retryOnDeadlock';
import type { Dependencies } from '../dependencies';
import { OPERATION_KINDS, OperationReconciler } from './OperationReconciler';
import { OperationStore } from './OperationStore';
import { toOperationSummary } from './operationSummary';
import { recordRefusal } from './recordRefusal';
import { sessionFacts } from './sessionFacts';
import type {
  OperationHandler,
  OperationRecord,
  SessionOperations,
} from './operationTypes';
import type {
  FailoverSessionStore,
  InstanceRecord,
  SessionRecord,
} from './types';

interface StartRequest {
  sessionId: string;
  kind: OperationKind;
  input: Record<string, unknown>;
  principal: string;
}

/** Begins operations on sessions, one at a time on each, and carries them on through the engine. */
export class DefaultSessionOperations implements SessionOperations {
  readonly #dependencies: Dependencies;
  readonly #sessions: FailoverSessionStore;
  readonly #operations: OperationStore;
  readonly #handlers = new Map<OperationKind, OperationHandler>();

  private constructor(
    dependencies: Dependencies,
    sessions: FailoverSessionStore,
  ) {
    this.#dependencies = dependencies;
    this.#sessions = sessions;
    this.#operations = new OperationStore(dependencies.database);
  }

  static create(
    dependencies: Dependencies,
    sessions: FailoverSessionStore,
  ): DefaultSessionOperations {
    const created = new DefaultSessionOperations(dependencies, sessions);
    const reconcilers = {
      ...dependencies,
      sessions,
      operations: created.#operations,
      handlerOf: (kind: OperationKind) => created.#handlerOf(kind),
    };
    for (const lane of ['launch', 'long'] as const) {
      dependencies.engine.register(new OperationReconciler(reconcilers, lane));
    }
    return created;
  }

  register(handler: OperationHandler<any>): void {
    if (this.#handlers.has(handler.kind)) {
      throw new Error(`Two handlers are of the kind ${handler.kind}`);
    }
    this.#handlers.set(handler.kind, handler);
  }

  async start(request: StartRequest): Promise<OperationSummary> {
    try {
      return await this.#start(request);
    } catch (error) {
      await recordRefusal(this.#dependencies, request, error);
      throw error;
    }
  }

  async #start(request: StartRequest): Promise<OperationSummary> {
    const { database, changes } = this.#dependencies;
    const handler = this.#handlerOf(request.kind);
    const session = await this.#sessions.get(request.sessionId);
    const instances = await this.#sessions.listInstances(session.id);
    await this.#requireAllowed(request.kind, session, instances, database);
    await handler.check?.(session, instances, request.input);

    const operation = await retryOnDeadlock(() =>
      database.transaction(transaction =>
        this.#accept(request, handler, transaction),
      ),
    );
    changes.publish({ type: 'failover-session', id: session.id });
    return toOperationSummary(operation);
  }

  async wake(
    { id, kind }: Pick<OperationRecord, 'id' | 'kind'>,
    transaction: Knex.Transaction,
  ): Promise<void> {
    const lane = this.#handlerOf(kind).isLaunch ? 'launch' : 'long';
    await this.#dependencies.engine.wake(OPERATION_KINDS[lane], id, {
      transaction,
    });
  }

  async get(id: string, database?: Knex): Promise<OperationRecord> {
    return this.#operations.get(id, database);
  }

  async list(sessionId: string, database?: Knex): Promise<OperationRecord[]> {
    return this.#operations.list([sessionId], database);
  }

  async latest(
    sessionId: string,
    kind: OperationKind,
    database?: Knex,
  ): Promise<OperationRecord | undefined> {
    return this.#operations.latest(sessionId, kind, database);
  }

  async latestSummary(
    sessionId: string,
    kind: OperationKind,
    database?: Knex,
  ): Promise<OperationSummary | undefined> {
    return this.#operations.latestSummary(sessionId, kind, database);
  }

  /** The writes of an acceptance. The locked row makes a second caller wait, and then see the first one's operation. */
  async #accept(
    request: StartRequest,
    handler: OperationHandler,
    transaction: Knex.Transaction,
  ): Promise<OperationRecord> {
    const { audit } = this.#dependencies;
    const session = await this.#sessions.getForUpdate(
      request.sessionId,
      transaction,
    );
    const instances = await this.#sessions.listInstances(
      session.id,
      transaction,
    );
    await this.#requireAllowed(request.kind, session, instances, transaction);
    const operation = await this.#nextAttempt(request, transaction);
    await this.#operations.insert(transaction, operation);
    await handler.begin?.(transaction, {
      session,
      instances,
      operation: { ...operation, steps: [] },
      input: request.input,
    });
    await this.#sessions.update(session.id, {}, transaction);
    await audit.record(transaction, {
      actor: request.principal,
      action: `${operation.kind}.requested`,
      outcome: operation.attempt > 1 ? 'RETRIED' : 'REQUESTED',
      resourceType: 'failover-session',
      resourceId: session.id,
      sessionId: session.id,
      operationId: operation.id,
      correlationId: operation.correlationId,
      message:
        operation.attempt > 1
          ? `${operation.kind} was asked for again (attempt ${operation.attempt})`
          : `${operation.kind} was asked for`,
      details: { attempt: operation.attempt },
    });
    if (operation.attempt > 1) {
      await audit.retry(transaction, {
        operation: operation.kind,
        sessionId: session.id,
        operationId: operation.id,
        correlationId: operation.correlationId,
        attempt: operation.attempt,
      });
    }
    await this.wake(operation, transaction);
    return this.#operations.get(operation.id, transaction);
  }

  async #nextAttempt(
    request: StartRequest,
    transaction: Knex.Transaction,
  ): Promise<Omit<OperationRecord, 'steps'>> {
    const before = await this.#operations.latest(
      request.sessionId,
      request.kind,
      transaction,
    );
    const retried = before && isRetryOf(before, request) ? before : undefined;
    return {
      id: randomUUID(),
      sessionId: request.sessionId,
      kind: request.kind,
      status: 'RUNNING',
      correlationId: retried?.correlationId ?? randomUUID(),
      attempt: (retried?.attempt ?? 0) + 1,
      requestedBy: request.principal,
      request: request.input,
      startedAt: this.#dependencies.clock.now().toISOString(),
    };
  }

  async #requireAllowed(
    kind: OperationKind,
    session: SessionRecord,
    instances: InstanceRecord[],
    database: Knex,
  ): Promise<void> {
    const operations = await this.#operations.listHeads([session.id], database);
    const action = sessionActions(
      sessionFacts(session, instances, operations),
    ).find(candidate => candidate.action === kind);
    if (action?.allowed) {
      return;
    }
    const running = operations.find(({ status }) => status === 'RUNNING');
    throw new ConflictError(
      running
        ? `${action?.reason} Operation ${running.id} (${running.kind}) has run since ${running.startedAt}; wait for its end.`
        : `${action?.reason} The session is ${session.status}.`,
    );
  }

  #handlerOf(kind: OperationKind): OperationHandler {
    const handler = this.#handlers.get(kind);
    if (!handler) {
      throw new NotFoundError(`There is no operation of the kind ${kind}`);
    }
    return handler;
  }
}

/** A failed drill and the failback after it are two things: only the same mode is tried again. */
function isRetryOf(before: OperationRecord, request: StartRequest): boolean {
  return (
    before.status === 'FAILED' && before.request.mode === request.input.mode
  );
}
