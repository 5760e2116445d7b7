import { ConflictError } from '@backstage/errors';
import type {
  CleanupInput,
  CleanupPlan,
  ErrorDetails,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import {
  causeOf,
  type InstanceRecord,
  type OperationBegin,
  type OperationContext,
  type OperationEnd,
  type OperationHandler,
  type OperationOutcome,
  type SessionRecord,
} from '../failover-sessions';
import { soonMs } from '../soonMs';
import { type CleanupDependencies, CleanupExecutor } from './CleanupExecutor';
import type { CleanupFacts } from './cleanupFacts';
import { openPhase, type StepOutcome, toOperationStep } from './cleanupSteps';
import { isConfirmed, planChanged } from './confirmedPlan';
import { gatherCleanupFacts } from './gatherCleanupFacts';
import { planCleanup } from './planCleanup';

const STEP_DEADLINE_MS = 60 * 60_000;
const SOON_MS = 5_000;
const NAMED_IN_A_SENTENCE = 5;

/**
 * Removes what a failback leaves behind, as it was confirmed.
 *
 * @remarks
 * Each run reads everything anew, does the first phase that is not through, and comes back: no destructive call goes by
 * facts of an earlier run. What fails is named; the next attempt plans what is left.
 */
export class CleanupHandler implements OperationHandler<CleanupInput> {
  readonly kind = 'cleanup';
  readonly #dependencies: CleanupDependencies;
  readonly #executor: CleanupExecutor;

  private constructor(dependencies: CleanupDependencies) {
    this.#dependencies = dependencies;
    this.#executor = CleanupExecutor.create(dependencies);
  }

  static create(dependencies: CleanupDependencies) {
    return new CleanupHandler(dependencies);
  }

  async check(
    session: SessionRecord,
    _instances: InstanceRecord[],
    input: CleanupInput,
  ): Promise<void> {
    const { plan } = await this.#look(session.id, input);
    if (plan.blockedBy.length > 0) {
      throw new ConflictError(plan.blockedBy.join(' '));
    }
    if (!(await this.#isConfirmed(session.id, plan, input))) {
      throw planChanged(plan);
    }
  }

  async begin(
    transaction: Knex.Transaction,
    begin: OperationBegin,
  ): Promise<void> {
    await this.#dependencies.sessions.store.transition(
      begin.session.id,
      'CLEANING_UP',
      causeOf(begin.operation),
      transaction,
    );
  }

  async reconcile(context: OperationContext): Promise<OperationOutcome> {
    const { operation, session } = context;
    const input = operation.request as CleanupInput;
    const { facts, plan } = await this.#look(session.id, input);
    if (operation.steps.length === 0 && plan.steps.length > 0) {
      return this.#writePlan(context, plan, input);
    }
    const open = openPhase(operation.steps);
    if (!open) {
      return { succeeded: true };
    }
    if (plan.blockedBy.length > 0) {
      return { failed: failure(plan.blockedBy.join(' '), 'CLEANUP_BLOCKED') };
    }
    const outcomes = await this.#executor.execute(
      context,
      open.phase,
      open.steps,
      facts,
    );
    const now = this.#dependencies.clock.now();
    const judged = open.steps.map(step => ({
      step,
      outcome: withinDeadline(step, outcomes.get(step.target!)!, now),
    }));
    await this.#save(context, judged);
    if (judged.some(({ outcome }) => outcome.status === 'IN_PROGRESS')) {
      const { pollingIntervalMs } = this.#dependencies.config;
      return { wakeInMs: soonMs(SOON_MS, pollingIntervalMs) };
    }
    const failed = judged.filter(({ outcome }) => outcome.status === 'FAILED');
    return failed.length > 0
      ? { failed: stepsFailed(failed) }
      : { wakeInMs: 0 };
  }

  async end(transaction: Knex.Transaction, end: OperationEnd): Promise<void> {
    if (end.failed) {
      return;
    }
    const { sessions, changes } = this.#dependencies;
    await sessions.store.transition(
      end.session.id,
      'CLEANUP_COMPLETE',
      causeOf(end.operation),
      transaction,
    );
    await changes.notify(transaction, {
      owner: end.session.owner,
      title: `${end.session.name}: cleanup is complete`,
      description: `What was confirmed for deletion is gone; the machines serve from ${end.session.sourceRegion}.`,
      link: `/disaster-recovery/failover-sessions/${end.session.id}`,
      severity: 'normal',
      scope: `failover-session:${end.session.id}:cleanup-complete`,
    });
  }

  /** The state of the session allowed the operation when it was accepted; its own running is nothing against it. */
  async #look(
    sessionId: string,
    { deleteSourceServers = false }: CleanupInput,
  ): Promise<{ facts: CleanupFacts; plan: CleanupPlan }> {
    const facts = {
      ...(await gatherCleanupFacts(this.#dependencies, sessionId, {
        deleteSourceServers,
      })),
      reasonAgainst: undefined,
    };
    return { facts, plan: planCleanup(facts, new Date()) };
  }

  async #isConfirmed(
    sessionId: string,
    plan: CleanupPlan,
    { planId }: CleanupInput,
  ): Promise<boolean> {
    const operations = await this.#dependencies.sessions.operations.list(
      sessionId,
    );
    return isConfirmed(
      plan,
      planId,
      operations.filter(({ kind }) => kind === this.kind),
    );
  }

  async #writePlan(
    context: OperationContext,
    plan: CleanupPlan,
    input: CleanupInput,
  ): Promise<OperationOutcome> {
    if (!(await this.#isConfirmed(context.session.id, plan, input))) {
      return {
        failed: failure(planChanged(plan).message, 'CLEANUP_PLAN_CHANGED'),
      };
    }
    const steps = plan.steps.map(step => ({
      ...toOperationStep(step),
      status: 'NOT_STARTED' as const,
    }));
    await context.transaction(transaction =>
      context.saveSteps(transaction, steps),
    );
    return { wakeInMs: 0 };
  }

  async #save(
    context: OperationContext,
    judged: { step: OperationStep; outcome: StepOutcome }[],
  ): Promise<void> {
    const { store } = this.#dependencies.sessions;
    const steps = judged.map(({ step, outcome }) => ({
      name: step.name,
      title: step.title,
      target: step.target,
      targetName: step.targetName,
      message: outcome.message,
      error: outcome.error,
      awsRequestId: outcome.awsRequestId,
      status: outcome.status,
    }));
    const terminated = steps.filter(
      ({ name, status }) =>
        name === 'TERMINATE_RECOVERY_INSTANCE' && status === 'SUCCEEDED',
    );
    await context.transaction(async transaction => {
      await context.saveSteps(transaction, steps);
      await store.updateInstances(
        context.session.id,
        terminated.map(({ target }) => ({
          recoveryInstanceId: target!,
          patch: { ec2State: 'TERMINATED' },
        })),
        transaction,
      );
    });
  }
}

function withinDeadline(
  step: OperationStep,
  outcome: StepOutcome,
  now: Date,
): StepOutcome {
  const startedAt = step.startedAt ? new Date(step.startedAt) : now;
  if (
    outcome.status !== 'IN_PROGRESS' ||
    now.getTime() - startedAt.getTime() < STEP_DEADLINE_MS
  ) {
    return outcome;
  }
  return {
    ...outcome,
    status: 'FAILED',
    message: `It was not done within ${STEP_DEADLINE_MS / 60_000} minutes. ${
      outcome.message ?? ''
    }`.trim(),
  };
}

function failure(message: string, code: string): ErrorDetails {
  return {
    message,
    code,
    remedy: 'Read the cleanup plan again and confirm what is left.',
    at: new Date().toISOString(),
  };
}

function stepsFailed(
  failed: { step: OperationStep; outcome: StepOutcome }[],
): ErrorDetails {
  const named = failed
    .slice(0, NAMED_IN_A_SENTENCE)
    .map(
      ({ step, outcome }) =>
        `${step.targetName ?? step.target}: ${outcome.message}`,
    );
  const more = failed.length - named.length;
  return {
    ...failed[0].outcome.error,
    ...failure(
      `${failed[0].step.title} failed for ${failed.length}. ${named.join(' ')}${
        more > 0 ? ` And ${more} more, each with its reason in the steps.` : ''
      }`,
      failed[0].outcome.error?.code ?? 'CLEANUP_STEP_FAILED',
    ),
    resourceIds: failed.map(({ step }) => step.target!),
  };
}
