import { NotFoundError } from '@backstage/errors';
import { AwsOperationError, urgently } from '../aws';
import type { Dependencies } from '../dependencies';
import type { ReconcileContext, Reconciler, Reconciliation } from '../engine';
import { ActionStep } from './ActionStep';
import { captureOrigins } from './captureOrigins';
import { type ExecutionNotices } from './ExecutionNotices';
import {
  errorDetails,
  type ExecutionRun,
  isHeld,
  type StepDependencies,
  logFailure,
} from './ExecutionRun';
import { LaunchStep } from './LaunchStep';
import { type ExecutionState, isEnded } from './records';
import { TerminationStep } from './TerminationStep';
import { WatchStep } from './WatchStep';
import type { WaveProgress } from './WaveProgress';

export const EXECUTION_KIND = 'execution';

// In polling intervals.
const SOON = 1 / 12;
const LATER = 1 / 4;
const SHORTEST_WAIT_MS = 200;

/** Carries executions on: what is stored and what AWS says now decide what is done next. */
export class ExecutionReconciler implements Reconciler {
  readonly kind = EXECUTION_KIND;
  readonly lane = 'launch';
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

  /** Launches go ahead of all that only watches, where AWS takes so many calls and no more. */
  reconcile(context: ReconcileContext): Promise<Reconciliation> {
    return urgently(() => this.#reconcile(context));
  }

  async #reconcile(context: ReconcileContext): Promise<Reconciliation> {
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
      return { wakeInMs: this.#wait(LATER) };
    } finally {
      changes.publish({ type: 'execution', id: context.id });
    }
  }

  async #terminate(run: ExecutionRun): Promise<Reconciliation> {
    return (await this.#termination.run(run))
      ? { wakeInMs: this.#wait(SOON) }
      : 'done';
  }

  async #carryOn(run: ExecutionRun): Promise<Reconciliation> {
    if (run.state.execution.startedAt) {
      return this.#work(run);
    }
    // Nothing of the launch waits for the source region, which may be down.
    const [reconciliation] = await Promise.all([
      this.#begin(run).then(() => this.#work(run)),
      this.#captureOrigins(run),
    ]);
    return reconciliation;
  }

  async #work(run: ExecutionRun): Promise<Reconciliation> {
    const { context } = run;
    let state = await this.#advance(run);
    for (let isFirst = true; ; isFirst = false) {
      if (isEnded(state.execution.status)) {
        // An end may come with a request to terminate.
        return { wakeInMs: this.#wait(SOON) };
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
    const hasLaunched = state.jobs.length > run.state.jobs.length;
    if (hasLaunched && !isHeld({ context, state })) {
      await this.#launch.prepareNext({ context, state });
    }
    return this.#next(state);
  }

  async #captureOrigins({ context, state }: ExecutionRun): Promise<void> {
    const { executionType, purpose, planWaves } = state.execution;
    if (executionType === 'RECOVERY' && purpose === 'FAILOVER') {
      await captureOrigins(
        this.#dependencies.groups,
        planWaves.flatMap(wave => wave.protectionGroupIds),
        context.logger,
      );
    }
  }

  async #begin({ context, state }: ExecutionRun): Promise<void> {
    await context.transaction(transaction =>
      this.#dependencies.store.updateExecution(
        transaction,
        state.execution.id,
        { startedAt: this.#dependencies.clock.now() },
      ),
    );
  }

  async #advance({ context, state }: ExecutionRun): Promise<ExecutionState> {
    return context.transaction(async transaction => {
      const advanced = await this.#progress.advance(transaction, context.id);
      await this.#notices.announce(transaction, state, advanced);
      return advanced;
    });
  }

  async #next(state: ExecutionState): Promise<Reconciliation> {
    if (isEnded(state.execution.status)) {
      return { wakeInMs: this.#wait(SOON) };
    }
    if (state.execution.status === 'PAUSED') {
      // Whoever resumes it wakes it.
      return 'done';
    }
    const isSoon =
      state.actions.some(action => action.status === 'RUNNING') ||
      state.servers.some(
        server => server.status === 'LAUNCHING' && server.judgeBy,
      );
    const isWaiting = state.servers.some(({ status }) => status === 'WAITING');
    const waits = [
      await this.#watch.nextLookMs(state),
      isSoon ? this.#wait(SOON) : undefined,
      isWaiting ? this.#wait(LATER) : undefined,
    ].flatMap(wait => wait ?? []);
    return {
      wakeInMs: waits.length > 0 ? Math.min(...waits) : this.#wait(LATER),
    };
  }

  #wait(intervals: number): number {
    const { pollingIntervalMs } = this.#dependencies.config;
    return Math.max(SHORTEST_WAIT_MS, intervals * pollingIntervalMs);
  }

  async #noteTrouble(
    run: ExecutionRun,
    error: AwsOperationError,
  ): Promise<void> {
    const { store } = this.#dependencies;
    const { execution } = run.state;
    const details = {
      ...errorDetails(run, error),
      remedy: 'It is tried again by itself',
    };
    await run.context.transaction(async transaction => {
      await store.updateExecution(transaction, execution.id, {
        lastError: details,
      });
      await logFailure(this.#dependencies, run.state, transaction, {
        operation: 'execution',
        error: details,
      });
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
