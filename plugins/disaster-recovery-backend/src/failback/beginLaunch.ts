import { ConflictError } from '@backstage/errors';
import type {
  Execution,
  FailbackMode,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import {
  hasLiveDrill,
  type OperationContext,
  type OperationRecord,
} from '../failover-sessions';
import type { FailbackDependencies } from './FailbackDependencies';

const LAUNCH = 'EXECUTION';
const RETRY_AFTER = 'RETRY_AFTER_ATTEMPT_';
const MAY_BE_RETRIED = ['PARTIAL', 'FAILED', 'CANCELLED'];

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

/** The execution whose failed servers this operation takes up again, if there is one. */
async function findEarlier(
  { executions }: FailbackDependencies,
  { session, operation }: OperationContext,
  mode: FailbackMode,
): Promise<Execution | undefined> {
  if (mode === 'RECOVERY') {
    return session.failbackExecutionId
      ? executions.get(session.failbackExecutionId)
      : undefined;
  }
  const last = session.drillExecutionIds.at(-1);
  if (operation.attempt === 1 || last === undefined) {
    return undefined;
  }
  const drill = await executions.get(last);
  const isLeft = drill.servers.some(({ status }) => status === 'TERMINATED');
  return MAY_BE_RETRIED.includes(drill.status) && !isLeft ? drill : undefined;
}

/**
 * Retries an execution once. What attempt it had is written down first: after a crash, an execution that has had another
 * attempt since is followed, not retried again.
 */
async function retryOnce(
  { executions }: FailbackDependencies,
  context: OperationContext,
  mode: FailbackMode,
  execution: Execution,
): Promise<void> {
  const noted = context.operation.steps.find(({ name }) =>
    name.startsWith(RETRY_AFTER),
  );
  const attemptBefore = noted
    ? Number(noted.name.slice(RETRY_AFTER.length))
    : execution.attempt;
  const step = {
    name: `${RETRY_AFTER}${attemptBefore}`,
    title: 'Retry what failed',
    target: execution.id,
    targetName: execution.planName,
  };
  const isOpen =
    MAY_BE_RETRIED.includes(execution.status) &&
    execution.attempt === attemptBefore;
  if (isOpen) {
    await context.transaction(transaction =>
      context.saveStep(transaction, { ...step, status: 'IN_PROGRESS' }),
    );
    await executions.retry(execution.id, context.operation.requestedBy);
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
  const { session, operation, instances } = context;
  const earlier = await findEarlier(dependencies, context, mode);
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
    // DRS terminates the drill's instances for the next launch. They are this session's own, and serve nobody.
    acceptDestroyed: instances.flatMap(instance =>
      hasLiveDrill(instance) && instance.drill?.failbackInstanceId
        ? [instance.drill.failbackInstanceId]
        : [],
    ),
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
