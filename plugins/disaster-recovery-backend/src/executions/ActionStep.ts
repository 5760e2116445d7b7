import type { WaveAction } from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError, type Ssm } from '../aws';
import { actionTarget } from './checkDocuments';
import {
  errorDetails,
  type ExecutionRun,
  isHeld,
  type StepDependencies,
  logFailure,
} from './ExecutionRun';
import {
  type ActionLook,
  lookAtAutomation,
  lookAtCommands,
} from './lookAtAction';
import {
  type ActionRecord,
  type ExecutionState,
  latestActions,
} from './records';
import { sendAction } from './sendAction';

/** Runs the pre- and post-wave actions of an execution, one after the other within a wave. */
export class ActionStep {
  readonly #dependencies: StepDependencies;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
  }

  async run(run: ExecutionRun): Promise<void> {
    for (const wave of run.state.waves) {
      const phase = { PRE_ACTIONS: 'PRE', POST_ACTIONS: 'POST' }[
        wave.status as string
      ] as 'PRE' | 'POST' | undefined;
      const action =
        phase &&
        latestActions(run.state.actions, wave.number, phase).find(
          ({ status }) => ['PENDING', 'RUNNING'].includes(status),
        );
      if (action?.status === 'PENDING') {
        await this.#begin(run, action);
      } else if (action) {
        await this.#carryOn(run, action);
      }
    }
  }

  /** Writes down that the action runs, and on what, unless a pause or the end has been asked for meanwhile. */
  async #begin(run: ExecutionRun, action: ActionRecord): Promise<void> {
    if (isHeld(run)) {
      return;
    }
    const { store, clock } = this.#dependencies;
    const instanceIds = instancesOf(run.state, action);
    const begun = await run.context.transaction(async transaction => {
      const { pauseRequested, cancelRequested } = await store.lock(
        action.executionId,
        transaction,
      );
      if (pauseRequested || cancelRequested) {
        return undefined;
      }
      const now = clock.now();
      const patch: Partial<ActionRecord> =
        instanceIds?.length === 0
          ? {
              status: 'SKIPPED',
              output: 'No instance was launched that it could run on',
              endedAt: now,
            }
          : { status: 'RUNNING', instanceIds, startedAt: now };
      await store.updateActions(transaction, [action.id], patch);
      return { ...action, ...patch };
    });
    if (begun?.status === 'RUNNING') {
      await this.#carryOn(run, begun);
    }
  }

  async #carryOn(run: ExecutionRun, action: ActionRecord): Promise<void> {
    const { aws, clock } = this.#dependencies;
    const plan = actionPlan(run.state, action);
    const { ssm } = aws.in(actionTarget(plan, run.state.execution));
    const now = clock.now();
    const secondsLeft =
      plan.timeoutSeconds -
      (now.getTime() - (action.startedAt ?? now).getTime()) / 1000;
    // The limit holds whatever AWS answers, or fails to answer.
    if (secondsLeft < 0) {
      await this.#stop(ssm, action);
      await this.#end(run, action, await this.#timedOut(ssm, action, plan));
      return;
    }
    let denial: AwsOperationError | undefined;
    if (run.state.execution.cancelRequested) {
      if (action.ssmIds.length === 0) {
        await this.#end(run, action, { status: 'CANCELLED' });
        return;
      }
      denial = await this.#stop(ssm, action);
    }
    if (action.ssmIds.length === 0) {
      await this.#send(run, ssm, action, { plan, secondsLeft });
      return;
    }
    const look =
      action.kind === 'AUTOMATION'
        ? lookAtAutomation(await ssm.getAutomation(action.ssmIds[0]))
        : lookAtCommands(
            (
              await Promise.all(
                action.ssmIds.map(id => ssm.listCommandInvocations(id)),
              )
            ).flat(),
            action,
          );
    if (look.status === 'RUNNING') {
      await this.#noteRunning(run, action, look, denial);
      return;
    }
    const { cancelRequested } = run.state.execution;
    await this.#end(run, action, {
      ...look,
      status:
        cancelRequested && look.status === 'FAILED' ? 'CANCELLED' : look.status,
    });
  }

  async #send(
    run: ExecutionRun,
    ssm: Ssm,
    action: ActionRecord,
    how: { plan: WaveAction; secondsLeft: number },
  ): Promise<void> {
    const { store } = this.#dependencies;
    if (
      action.kind === 'COMMAND' &&
      action.phase === 'POST' &&
      isOnWave(how.plan)
    ) {
      const missing = await notManaged(ssm, action.instanceIds ?? []);
      if (missing.length > 0) {
        // Instances that have just started register with SSM by and by.
        return;
      }
    }
    try {
      const ssmIds = await sendAction(run, ssm, action, how);
      await run.context.transaction(transaction =>
        store.updateActions(transaction, [action.id], { ssmIds }),
      );
    } catch (error) {
      if (!AwsOperationError.isFinal(error)) {
        throw error;
      }
      await this.#end(run, action, {
        status: 'FAILED',
        error: { message: error.message },
        cause: error,
      });
    }
  }

  async #timedOut(
    ssm: Ssm,
    action: ActionRecord,
    plan: WaveAction,
  ): Promise<ActionLook> {
    let message = `Action "${action.name}" did not end within ${plan.timeoutSeconds} seconds`;
    let remedy: string | undefined;
    if (action.ssmIds.length === 0 && action.instanceIds) {
      const missing = await notManaged(ssm, action.instanceIds).catch(() => []);
      if (missing.length > 0) {
        message = `Action "${action.name}" could not start within ${
          plan.timeoutSeconds
        } seconds: SSM does not manage ${missing.join(', ')}`;
        remedy =
          'Give the instances a profile with AmazonSSMManagedInstanceCore and a way to reach SSM';
      }
    }
    return { status: 'TIMED_OUT', error: { message, remedy } };
  }

  async #noteRunning(
    run: ExecutionRun,
    action: ActionRecord,
    { seen }: ActionLook,
    denial: AwsOperationError | undefined,
  ): Promise<void> {
    const error =
      denial &&
      errorDetails(
        run,
        denial,
        `Action "${action.name}" is not stopped: ${denial.message}`,
      );
    if (seen !== action.seen || error?.message !== action.error?.message) {
      await run.context.transaction(transaction =>
        this.#dependencies.store.updateActions(transaction, [action.id], {
          seen,
          error,
        }),
      );
    }
  }

  /**
   * Asks SSM to stop what runs: best effort, for SSM promises nothing more.
   *
   * @returns why the portal may not, if that is so: then it goes on to its own end
   */
  async #stop(
    ssm: Ssm,
    action: ActionRecord,
  ): Promise<AwsOperationError | undefined> {
    for (const id of action.ssmIds) {
      try {
        await (action.kind === 'AUTOMATION'
          ? ssm.stopAutomation(id)
          : ssm.cancelCommand(id));
      } catch (error) {
        if (!(error instanceof AwsOperationError)) {
          throw error;
        }
        if (error.isDenied) {
          return error;
        }
      }
    }
    return undefined;
  }

  async #end(
    run: ExecutionRun,
    action: ActionRecord,
    end: ActionLook & { cause?: unknown },
  ): Promise<void> {
    const { store } = this.#dependencies;
    const error = end.error && {
      ...errorDetails(run, end.cause, end.error.message),
      remedy: end.error.remedy,
      ...(end.error.output && { output: end.error.output }),
      resourceIds: [...action.ssmIds, ...(end.error.resourceIds ?? [])],
    };
    await run.context.transaction(async transaction => {
      await store.updateActions(transaction, [action.id], {
        status: end.status,
        output: end.output,
        error,
        endedAt: this.#dependencies.clock.now(),
      });
      if (error) {
        await logFailure(this.#dependencies, run.state, transaction, {
          operation: `wave-action ${action.name}`,
          resourceIds: error.resourceIds,
          error,
        });
      }
    });
  }
}

/** The action as the plan had it when the execution started. */
function actionPlan(state: ExecutionState, action: ActionRecord): WaveAction {
  const wave = state.execution.planWaves.find(
    item => item.number === action.waveNumber,
  )!;
  return (action.phase === 'PRE' ? wave.preActions : wave.postActions)[
    action.position
  ];
}

function isOnWave(plan: WaveAction): boolean {
  return !plan.targets || plan.targets.kind === 'waveInstances';
}

/** The instances that a command runs on; undefined when it chooses them by tags, or is an Automation. */
function instancesOf(
  state: ExecutionState,
  action: ActionRecord,
): string[] | undefined {
  const plan = actionPlan(state, action);
  if (action.kind === 'AUTOMATION' || plan.targets?.kind === 'tags') {
    return undefined;
  }
  if (plan.targets?.kind === 'instances') {
    return plan.targets.instanceIds;
  }
  return state.servers
    .filter(
      server =>
        server.waveNumber === action.waveNumber &&
        server.status === 'LAUNCHED' &&
        (action.onlyAttempt === undefined ||
          server.attempt === action.onlyAttempt),
    )
    .flatMap(server => server.recoveryInstanceId ?? []);
}

async function notManaged(ssm: Ssm, instanceIds: string[]): Promise<string[]> {
  const online = new Set(
    (await ssm.listManagedInstances(instanceIds))
      .filter(({ pingStatus }) => pingStatus === 'Online')
      .map(({ instanceId }) => instanceId),
  );
  return instanceIds.filter(id => !online.has(id));
}
