import { ConflictError } from '@backstage/errors';
import type {
  Execution,
  FailbackMode,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { OperationContext, OperationRecord } from '../failover-sessions';
import type { FailbackDependencies } from './FailbackDependencies';
import { findEarlierLaunch, mayBeRetried } from './findEarlierLaunch';
import { giveUp } from './judgeLosses';
import { namedInAttempts } from './nextAttempt';
import { previewFailback } from './previewFailback';
import { replacedServers } from './replacedServers';

const LAUNCH = 'EXECUTION';
const RETRY_AFTER = 'RETRY_AFTER_ATTEMPT_';

function title(mode: FailbackMode): string {
  return mode === 'DRILL' ? 'Drill the mirrored plan' : 'Run the mirrored plan';
}

/** The execution that an operation runs, once it runs one. */
export function findLaunch(operation: OperationRecord): string | undefined {
  return operation.steps.find(({ name }) => name === LAUNCH)?.target;
}

/** Notes, or notes anew, how the execution of an operation fares. */
export async function saveLaunch(
  context: OperationContext,
  mode: FailbackMode,
  execution: Pick<Execution, 'id' | 'planName'>,
  transaction: Knex.Transaction,
  step: {
    status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
    message?: string;
  } = { status: 'IN_PROGRESS' },
): Promise<void> {
  await context.saveStep(transaction, {
    name: LAUNCH,
    title: title(mode),
    target: execution.id,
    targetName: execution.planName,
    ...step,
  });
}

function notedRetry({ steps }: OperationRecord) {
  return steps.find(({ name }) => name.startsWith(RETRY_AFTER));
}

/** The execution that this operation takes up again, if there is one; the same one after a crash. */
async function findRetried(
  { executions }: FailbackDependencies,
  { session, operation }: OperationContext,
  mode: FailbackMode,
): Promise<Execution | undefined> {
  const noted = notedRetry(operation)?.target;
  return noted
    ? executions.get(noted)
    : findEarlierLaunch(executions, session, {
        mode,
        isRetry: operation.attempt > 1,
      });
}

/** What the launch may destroy, judged once more: the request was answered before, and the world has gone on. */
async function findGivenUp(
  dependencies: FailbackDependencies,
  context: OperationContext,
  mode: FailbackMode,
  earlier: Execution | undefined,
): Promise<string[]> {
  const { session, operation } = context;
  const { destroys } = await previewFailback(
    dependencies,
    context,
    mode,
    earlier,
  );
  const accepted = await namedInAttempts(
    dependencies,
    session.id,
    operation.correlationId,
  );
  return giveUp(destroys, accepted, mode);
}

/**
 * Retries an execution once. What attempt it had is written down first: after a crash, an execution that has had another
 * attempt since is followed, not retried again.
 */
async function retryOnce(
  dependencies: FailbackDependencies,
  context: OperationContext,
  mode: FailbackMode,
  execution: Execution,
): Promise<void> {
  const { executions } = dependencies;
  const noted = notedRetry(context.operation);
  const attemptBefore = noted
    ? Number(noted.name.slice(RETRY_AFTER.length))
    : execution.attempt;
  const step = {
    name: `${RETRY_AFTER}${attemptBefore}`,
    title: 'Retry what failed',
    target: execution.id,
    targetName: execution.planName,
  };
  const isOpen = mayBeRetried(execution) && execution.attempt === attemptBefore;
  if (isOpen) {
    await context.transaction(transaction =>
      context.saveStep(transaction, { ...step, status: 'IN_PROGRESS' }),
    );
    await executions.retry(execution.id, context.operation.requestedBy, {
      acceptDestroyed: await findGivenUp(
        dependencies,
        context,
        mode,
        execution,
      ),
      replaced: replacedServers(context.instances, mode),
    });
  }
  await context.transaction(async transaction => {
    await context.saveStep(transaction, { ...step, status: 'SUCCEEDED' });
    await saveLaunch(context, mode, execution, transaction);
  });
}

/**
 * Begins the launch of an operation, exactly once: the execution of the mirrored plan, or another attempt at the one whose
 * servers failed. The execution and the note of it are one transaction.
 *
 * @throws ConflictError that names what stands against the launch
 */
export async function beginLaunch(
  dependencies: FailbackDependencies,
  context: OperationContext,
  mode: FailbackMode,
): Promise<void> {
  const { executions, sessions } = dependencies;
  const { session, operation } = context;
  const earlier = await findRetried(dependencies, context, mode);
  if (earlier) {
    await retryOnce(dependencies, context, mode, earlier);
    return;
  }
  await executions.start({
    planId: session.mirroredRecoveryPlanId!,
    executionType: mode,
    purpose: 'FAILBACK',
    sessionId: session.id,
    requestedBy: operation.requestedBy,
    correlationId: operation.correlationId,
    acceptDestroyed: await findGivenUp(dependencies, context, mode, undefined),
    alongside: async (transaction, execution) => {
      const now = await sessions.store.getForUpdate(session.id, transaction);
      const current = await sessions.operations.get(operation.id, transaction);
      if (findLaunch(current)) {
        throw new ConflictError(
          `Operation ${operation.id} has begun its execution already`,
        );
      }
      await saveLaunch(context, mode, execution, transaction);
      await sessions.store.update(
        session.id,
        mode === 'DRILL'
          ? { drillExecutionIds: [...now.drillExecutionIds, execution.id] }
          : { failbackExecutionId: execution.id },
        transaction,
      );
    },
  });
}
