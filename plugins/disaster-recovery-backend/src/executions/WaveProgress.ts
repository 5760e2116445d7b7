import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Dependencies } from '../dependencies';
import { advanceWaves, isWaveEnded, type WaveTransition } from './advanceWaves';
import type { ProtectionGroups } from '../protection-groups';
import type { ExecutionStore } from './ExecutionStore';
import { executionStatus } from './executionStatus';
import { type ExecutionState, isEnded, latestActions } from './records';
import { showExecution } from './showExecution';
import type { ExecutionEndedListener } from './types';
import { waveFacts } from './waveFacts';

/** Moves an execution on, as far as the rules allow, and ends it. */
export class WaveProgress {
  readonly #store: ExecutionStore;
  readonly #audit: Dependencies['audit'];
  readonly #clock: Dependencies['clock'];
  readonly #groups: ProtectionGroups;
  readonly #listeners: ExecutionEndedListener[];

  constructor(options: {
    store: ExecutionStore;
    groups: ProtectionGroups;
    audit: Dependencies['audit'];
    clock: Dependencies['clock'];
    listeners: ExecutionEndedListener[];
  }) {
    this.#store = options.store;
    this.#audit = options.audit;
    this.#clock = options.clock;
    this.#groups = options.groups;
    this.#listeners = options.listeners;
  }

  /**
   * Applies the rules until nothing moves, under the execution's lock, so that a pause or a cancellation that was
   * answered is obeyed.
   *
   * @returns the execution as it is then
   */
  async advance(
    transaction: Knex.Transaction,
    id: string,
  ): Promise<ExecutionState> {
    await this.#store.lock(id, transaction);
    for (;;) {
      const state = await this.#store.load(id, transaction);
      const { execution } = state;
      if (isEnded(execution.status)) {
        return state;
      }
      const transitions = advanceWaves(waveFacts(state), execution);
      if (transitions.length === 0) {
        return this.#settleStatus(transaction, state);
      }
      for (const transition of transitions) {
        await this.#apply(transaction, state, transition);
      }
    }
  }

  async #apply(
    transaction: Knex.Transaction,
    state: ExecutionState,
    { number, status, reason, close }: WaveTransition,
  ): Promise<void> {
    const wave = state.waves.find(item => item.number === number)!;
    const now = this.#clock.now();
    const begins = ['PRE_ACTIONS', 'LAUNCHING'].includes(status);
    await this.#store.updateWave(transaction, wave, {
      status,
      reason,
      ...(begins && !wave.startedAt && { startedAt: now }),
      ...(isWaveEnded(status) && { endedAt: now }),
    });
    if (close) {
      await this.#store.updateServers(
        transaction,
        state.servers
          .filter(
            server =>
              server.waveNumber === number &&
              ['PENDING', 'WAITING'].includes(server.status),
          )
          .map(server => server.id),
        { status: close.status, reason: close.reason, endedAt: now },
      );
      await this.#store.updateActions(
        transaction,
        (['PRE', 'POST'] as const)
          .flatMap(phase => latestActions(state.actions, number, phase))
          .filter(action => action.status === 'PENDING')
          .map(action => action.id),
        { status: close.status, endedAt: now },
      );
    }
  }

  async #settleStatus(
    transaction: Knex.Transaction,
    state: ExecutionState,
  ): Promise<ExecutionState> {
    const { execution } = state;
    const { status, pauseReason } = executionStatus(
      waveFacts(state),
      execution,
    );
    if (isEnded(status)) {
      return this.#end(transaction, state, status);
    }
    if (status !== execution.status || pauseReason !== execution.pauseReason) {
      await this.#store.updateExecution(transaction, execution.id, {
        status,
        pauseReason,
      });
    }
    return {
      ...state,
      execution: { ...execution, status, pauseReason },
    };
  }

  async #end(
    transaction: Knex.Transaction,
    state: ExecutionState,
    status: ExecutionState['execution']['status'],
  ): Promise<ExecutionState> {
    const { id } = state.execution;
    const error = endError(state, status);
    await this.#store.updateExecution(transaction, id, {
      status,
      pauseReason: undefined,
      pauseRequested: false,
      endedAt: this.#clock.now(),
      lastError: error,
    });
    await this.#store.updateServers(
      transaction,
      state.servers.map(server => server.id),
      { active: false },
    );
    const ended = await this.#store.load(id, transaction);
    const { execution } = ended;
    await this.#audit.record(transaction, {
      actor: execution.requestedBy,
      action: 'execution.ended',
      outcome: error ? 'FAILED' : 'SUCCEEDED',
      resourceType: 'execution',
      resourceId: id,
      sessionId: execution.sessionId,
      correlationId: execution.correlationId,
      message: `${
        execution.executionType === 'DRILL' ? 'Drill' : 'Recovery'
      } of "${execution.planName}" ended: ${status}`,
      error,
    });
    if (execution.executionType === 'DRILL' && status === 'COMPLETED') {
      await this.#groups.recordDrill(
        transaction,
        execution.planWaves.flatMap(wave => wave.protectionGroupIds),
        execution.endedAt ?? this.#clock.now(),
      );
    }
    for (const listener of this.#listeners) {
      await listener(transaction, showExecution(ended));
    }
    return this.#store.load(id, transaction);
  }
}

/** What is kept of an execution that did not do all it was to do. */
function endError(
  { execution, servers, waves }: ExecutionState,
  status: string,
): ErrorDetails | undefined {
  if (status !== 'FAILED' && status !== 'PARTIAL') {
    return undefined;
  }
  const failed = servers.filter(server => server.status === 'FAILED');
  const wave = waves.find(item => item.reason);
  const [first] = failed;
  return {
    code: `EXECUTION_${status}`,
    message:
      failed.length > 0
        ? `${failed.length} of ${servers.length} servers failed. ${
            first.hostname ?? first.sourceServerId
          }: ${first.reason}`
        : `Wave "${wave?.name}" did not complete. ${wave?.reason}`,
    reason: first?.error?.reason,
    remedy: 'Remove the causes, then retry the failed servers',
    correlationId: execution.correlationId,
    resourceIds: failed.map(server => server.sourceServerId),
    at: new Date().toISOString(),
  };
}
