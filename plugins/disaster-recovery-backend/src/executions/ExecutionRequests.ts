import { ConflictError } from '@backstage/errors';
import type {
  AuditEvent,
  Execution,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Dependencies } from '../dependencies';
import { EXECUTION_KIND } from './ExecutionReconciler';
import type { ExecutionStore } from './ExecutionStore';
import type { ExecutionRecord, ExecutionState } from './records';
import { showExecution } from './showExecution';

type Verb = Execution['actions'][number]['action'];

/** What people ask of an execution, written down in one transaction with its audit entry and its wake-up. */
export class ExecutionRequests {
  readonly #dependencies: Pick<
    Dependencies,
    'database' | 'engine' | 'audit' | 'changes'
  >;
  readonly #store: ExecutionStore;

  constructor(
    dependencies: Pick<
      Dependencies,
      'database' | 'engine' | 'audit' | 'changes'
    >,
    store: ExecutionStore,
  ) {
    this.#dependencies = dependencies;
    this.#store = store;
  }

  /** Nothing new begins; what runs in AWS is finished. @throws ConflictError */
  pause(id: string, by: string): Promise<Execution> {
    return this.make('pause', id, by, (transaction, { execution }) =>
      this.#store.updateExecution(transaction, execution.id, {
        pauseRequested: true,
        pauseReason: 'A pause was asked for',
      }),
    );
  }

  /** Goes on, past a pause that was asked for and past those of the plan that are reached. @throws ConflictError */
  resume(id: string, by: string): Promise<Execution> {
    return this.make('resume', id, by, async (transaction, state) => {
      for (const wave of state.waves) {
        if (wave.status === 'PAUSED') {
          await this.#store.updateWave(transaction, wave, {
            pausePassed: true,
          });
        }
      }
      await this.#store.updateExecution(transaction, state.execution.id, {
        status: state.execution.startedAt ? 'RUNNING' : 'PENDING',
        pauseRequested: false,
        pauseReason: undefined,
      });
    });
  }

  /** Nothing new begins; it ends once what runs in AWS is finished. @throws ConflictError */
  cancel(id: string, by: string): Promise<Execution> {
    return this.make('cancel', id, by, (transaction, { execution }) =>
      this.#store.updateExecution(transaction, execution.id, {
        status: 'CANCELLING',
        cancelRequested: true,
        pauseRequested: false,
        pauseReason: undefined,
      }),
    );
  }

  /**
   * Writes a request down, if the execution allows it now.
   *
   * @throws ConflictError that says why it does not
   */
  async make(
    verb: Verb,
    id: string,
    by: string,
    write: (
      transaction: Knex.Transaction,
      state: ExecutionState,
    ) => Promise<void>,
  ): Promise<Execution> {
    const { database, engine, changes } = this.#dependencies;
    const execution = await database.transaction(async transaction => {
      await this.#store.lock(id, transaction);
      const state = await this.#store.load(id, transaction);
      refuse(verb, state);
      await write(transaction, state);
      await this.record(transaction, state.execution, verb, by);
      await engine.wake(EXECUTION_KIND, id, { transaction });
      return showExecution(await this.#store.load(id, transaction));
    });
    changes.publish({ type: 'execution', id });
    return execution;
  }

  async record(
    transaction: Knex.Transaction,
    execution: ExecutionRecord,
    verb: Verb | 'start',
    by: string,
    outcome: AuditEvent['outcome'] = 'REQUESTED',
  ): Promise<void> {
    await this.#dependencies.audit.record(transaction, {
      actor: by,
      action: `execution.${verb}`,
      outcome,
      resourceType: 'execution',
      resourceId: execution.id,
      sessionId: execution.sessionId,
      correlationId: execution.correlationId,
      message: `${
        execution.executionType === 'DRILL' ? 'Drill' : 'Recovery'
      } of "${execution.planName}": ${verb} was asked for`,
    });
  }
}

/** @throws ConflictError when the execution does not allow it now */
export function refuse(verb: Verb, state: ExecutionState): void {
  const { actions } = showExecution(state);
  const refusal = actions.find(item => item.action === verb && !item.allowed);
  if (refusal) {
    throw new ConflictError(
      `Execution of "${state.execution.planName}" cannot ${verb}: ${refusal.reason}`,
    );
  }
}
