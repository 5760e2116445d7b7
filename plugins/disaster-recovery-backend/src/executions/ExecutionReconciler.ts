import { NotFoundError } from '@backstage/errors';
import { AwsOperationError } from '../aws';
import type { Dependencies } from '../dependencies';
import type { ReconcileContext, Reconciler, Reconciliation } from '../engine';
import { ActionStep } from './ActionStep';
import { captureOrigins } from './captureOrigins';
import { type ExecutionNotices } from './ExecutionNotices';
import {
  errorDetails,
  type ExecutionRun,
  type StepDependencies,
} from './ExecutionRun';
import { LaunchStep } from './LaunchStep';
import { type ExecutionState, isEnded } from './records';
import { TerminationStep } from './TerminationStep';
import { WatchStep } from './WatchStep';
import type { WaveProgress } from './WaveProgress';

export const EXECUTION_KIND = 'execution';

const SOON_MS = 5_000;
const JOB_MS = 15_000;

/** Carries executions on: what is stored and what AWS says now decide what is done next. */
export class ExecutionReconciler implements Reconciler {
  readonly kind = EXECUTION_KIND;
  readonly #dependencies: StepDependencies & Pick<Dependencies, 'changes'>;
  readonly #progress: WaveProgress;
  readonly #notices: ExecutionNotices;
  readonly #actions: ActionStep;
  readonly #launch: LaunchStep;
  readonly #watch: WatchStep;
  readonly #termination: TerminationStep;

  constructor(
    dependencies: StepDependencies & Pick<Dependencies, 'changes'>,
    progress: WaveProgress,
    notices: ExecutionNotices,
  ) {
    this.#dependencies = dependencies;
    this.#progress = progress;
    this.#notices = notices;
    this.#actions = new ActionStep(dependencies);
    this.#launch = new LaunchStep(dependencies);
    this.#watch = new WatchStep(dependencies);
    this.#termination = new TerminationStep(dependencies);
  }

  async reconcile(context: ReconcileContext): Promise<Reconciliation> {
    const { store, changes } = this.#dependencies;
    let state: ExecutionState;
    try {
      state = await store.load(context.id);
    } catch (error) {
      if (error instanceof NotFoundError) {
        return 'done';
      }
      throw error;
    }
    try {
      return isEnded(state.execution.status)
        ? await this.#terminate({ context, state })
        : await this.#carryOn({ context, state });
    } catch (error) {
      if (!(error instanceof AwsOperationError)) {
        throw error;
      }
      // What DRS works on goes on whether it can be asked or not: nothing fails for want of an answer.
      await this.#noteTrouble({ context, state }, error);
      return { wakeInMs: this.#wait(JOB_MS) };
    } finally {
      changes.publish({ type: 'execution', id: context.id });
    }
  }

  async #terminate(run: ExecutionRun): Promise<Reconciliation> {
    return (await this.#termination.run(run))
      ? { wakeInMs: this.#wait(SOON_MS) }
      : 'done';
  }

  async #carryOn(run: ExecutionRun): Promise<Reconciliation> {
    const { context } = run;
    if (!run.state.execution.startedAt) {
      await this.#begin(run);
    }
    let state = await this.#advance(run);
    for (let isFirst = true; ; isFirst = false) {
      if (isEnded(state.execution.status)) {
        // An end may come with a request to terminate.
        return { wakeInMs: this.#wait(SOON_MS) };
      }
      await this.#actions.run({ context, state });
      state = await this.#advance(run);
      if (await this.#launch.run({ context, state })) {
        state = await this.#advance(run);
        continue;
      }
      state = await this.#dependencies.store.load(context.id);
      if (isFirst) {
        // A job that this run has just started has nothing to say yet.
        await this.#watch.run({ context, state });
      }
      const before = progressOf(state);
      state = await this.#advance(run);
      if (progressOf(state) === before || context.signal.aborted) {
        break;
      }
    }
    await this.#clearTrouble({ context, state });
    return this.#next(state);
  }

  async #begin(run: ExecutionRun): Promise<void> {
    const { execution } = run.state;
    const { store, groups } = this.#dependencies;
    if (
      execution.executionType === 'RECOVERY' &&
      execution.purpose === 'FAILOVER'
    ) {
      await captureOrigins(
        groups,
        execution.planWaves.flatMap(wave => wave.protectionGroupIds),
        run.context.logger,
      );
    }
    await run.context.transaction(transaction =>
      store.updateExecution(transaction, execution.id, {
        startedAt: new Date(),
      }),
    );
  }

  async #advance({ context, state }: ExecutionRun): Promise<ExecutionState> {
    const advanced = await context.transaction(transaction =>
      this.#progress.advance(transaction, context.id),
    );
    this.#notices.announce(state, advanced);
    return advanced;
  }

  #next(state: ExecutionState): Reconciliation {
    if (isEnded(state.execution.status)) {
      return { wakeInMs: this.#wait(SOON_MS) };
    }
    if (state.execution.status === 'PAUSED') {
      // Whoever resumes it wakes it.
      return 'done';
    }
    const soon =
      state.actions.some(action => action.status === 'RUNNING') ||
      state.servers.some(
        server => server.status === 'LAUNCHING' && server.judgeBy,
      );
    return { wakeInMs: this.#wait(soon ? SOON_MS : JOB_MS) };
  }

  #wait(ms: number): number {
    return Math.min(ms, this.#dependencies.config.pollingIntervalMs);
  }

  async #noteTrouble(
    run: ExecutionRun,
    error: AwsOperationError,
  ): Promise<void> {
    const { store, audit } = this.#dependencies;
    const { execution } = run.state;
    const details = {
      ...errorDetails(run, error),
      remedy: 'It is tried again by itself',
    };
    await run.context.transaction(transaction =>
      store.updateExecution(transaction, execution.id, { lastError: details }),
    );
    audit.failure({
      operation: 'execution',
      executionId: execution.id,
      sessionId: execution.sessionId,
      correlationId: execution.correlationId,
      attempt: execution.attempt,
      error: details,
    });
  }

  async #clearTrouble({ context, state }: ExecutionRun): Promise<void> {
    if (state.execution.lastError && !isEnded(state.execution.status)) {
      await context.transaction(transaction =>
        this.#dependencies.store.updateExecution(
          transaction,
          state.execution.id,
          { lastError: undefined },
        ),
      );
    }
  }
}

/** What changes when an execution has come a step further. */
function progressOf({ execution, waves, servers, actions }: ExecutionState) {
  return JSON.stringify([
    execution.status,
    waves.map(wave => wave.status),
    servers.map(server => server.status),
    actions.map(action => action.status),
  ]);
}
