import { ConflictError } from '@backstage/errors';
import type {
  ExecuteFailbackInput,
  Execution,
  FailbackMode,
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
  type OperationRecord,
  type SessionRecord,
} from '../failover-sessions';
import { wakeWatch } from '../replication';
import { soonMs } from '../soonMs';
import { beginLaunch, findLaunch } from './beginLaunch';
import type { FailbackDependencies } from './FailbackDependencies';
import { failbackFailure } from './failbackFailure';
import { findVanished } from './findVanished';
import { judgeFailback } from './judgeFailback';
import { giveUp } from './judgeLosses';
import { inputOf, nextAttempt } from './nextAttempt';
import { mirroredPlanOf, previewFailback } from './previewFailback';
import { recordLaunch } from './recordLaunch';
import { recordLost } from './recordLost';

const SOON_MS = 5000;
const ENDED = ['COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED'];

function modeOf(operation: OperationRecord): FailbackMode {
  return inputOf(operation).mode;
}

/**
 * Fails back, or drills it: runs the mirrored plan as an execution, follows it, and judges it machine by machine. Only a
 * RECOVERY in which every machine is back completes the failback; a drill always returns to READY_FOR_FAILBACK.
 */
export class ExecuteFailback implements OperationHandler<ExecuteFailbackInput> {
  readonly kind = 'execute-failback';
  readonly isLaunch = true;
  readonly #dependencies: FailbackDependencies;

  constructor(dependencies: FailbackDependencies) {
    this.#dependencies = dependencies;
  }

  async check(
    session: SessionRecord,
    instances: InstanceRecord[],
    { mode, acceptDestroyed = [] }: ExecuteFailbackInput,
  ): Promise<void> {
    mirroredPlanOf(session);
    if (mode === 'DRILL' && session.failbackExecutionId) {
      throw new ConflictError(
        'The failback has begun: what failed of it can be executed again with mode RECOVERY, and a drill no longer fits beside it.',
      );
    }
    const { earlier, accepted } = await nextAttempt(
      this.#dependencies,
      session,
      mode,
    );
    const { destroys } = await previewFailback(
      this.#dependencies,
      { session, instances },
      mode,
      earlier,
    );
    giveUp(destroys, [...accepted, ...acceptDestroyed], mode);
  }

  async begin(
    transaction: Knex.Transaction,
    { session, operation }: OperationBegin<ExecuteFailbackInput>,
  ): Promise<void> {
    await this.#transition(
      transaction,
      session,
      operation,
      'FAILBACK_IN_PROGRESS',
    );
  }

  async reconcile(context: OperationContext): Promise<OperationOutcome> {
    const { executions, config } = this.#dependencies;
    const soon = { wakeInMs: soonMs(SOON_MS, config.pollingIntervalMs) };
    const mode = modeOf(context.operation);
    const launch = findLaunch(context.operation);
    if (!launch) {
      await beginLaunch(this.#dependencies, context, mode);
      return soon;
    }
    const execution = await executions.get(launch);
    const hasEnded = ENDED.includes(execution.status);
    const facts = await recordLaunch(
      this.#dependencies,
      context,
      mode,
      execution,
      hasEnded,
    );
    if (!hasEnded) {
      return soon;
    }
    const vanished = await findVanished(
      this.#dependencies,
      context,
      facts,
      this.#isLate(execution),
    );
    if (vanished.size > 0) {
      await executions.noteVanished(launch, vanished);
      return { wakeInMs: 0 };
    }
    const verdict = judgeFailback(context.instances, facts);
    if (verdict.verdict === 'success') {
      return { succeeded: true };
    }
    if (verdict.verdict === 'wait' && !this.#isLate(execution)) {
      return soon;
    }
    const failure =
      verdict.verdict === 'failure'
        ? verdict
        : {
            verdict: 'failure' as const,
            failed: verdict.instances.map(instance => ({
              instance,
              reason: 'It was launched, and DRS does not show it running',
            })),
            actions: [],
          };
    const lost = await recordLost(
      this.#dependencies,
      context,
      failure.failed.map(({ instance }) => instance),
    );
    return {
      failed: failbackFailure(mode, execution, failure, {
        at: new Date(),
        lost,
      }),
    };
  }

  async end(
    transaction: Knex.Transaction,
    { session, operation, failed }: OperationEnd,
  ): Promise<void> {
    const isDrill = modeOf(operation) === 'DRILL';
    if (isDrill || (failed && !session.failbackExecutionId)) {
      // A drill changes nothing; nor does a failback that could not begin.
      await this.#transition(
        transaction,
        session,
        operation,
        'READY_FOR_FAILBACK',
      );
    } else if (!failed) {
      await this.#transition(
        transaction,
        session,
        operation,
        'FAILBACK_COMPLETE',
      );
    }
    if (!failed) {
      await this.#tellSuccess(transaction, session, isDrill);
    }
    await wakeWatch(this.#dependencies.engine, session, transaction);
  }

  #isLate(execution: Execution): boolean {
    const { config, clock } = this.#dependencies;
    const waitedMs =
      clock.now().getTime() - Date.parse(execution.endedAt ?? '');
    return waitedMs > config.agents.stepTimeoutMs;
  }

  async #tellSuccess(
    transaction: Knex.Transaction,
    session: SessionRecord,
    isDrill: boolean,
  ): Promise<void> {
    await this.#dependencies.changes.notify(transaction, {
      owner: session.owner,
      title: isDrill
        ? `${session.name}: failback drill complete`
        : `${session.name} has failed back`,
      description: isDrill
        ? 'Every machine was launched. Terminate the drill when it has been looked at.'
        : `Every machine runs in ${session.sourceRegion}. Re-protect them, and clean up the recovery region.`,
      link: `/disaster-recovery/failover-sessions/${session.id}`,
      severity: 'normal',
      scope: `failover-session:${session.id}:failback`,
    });
  }

  async #transition(
    transaction: Knex.Transaction,
    session: SessionRecord,
    operation: OperationRecord,
    to: 'FAILBACK_IN_PROGRESS' | 'READY_FOR_FAILBACK' | 'FAILBACK_COMPLETE',
  ): Promise<void> {
    await this.#dependencies.sessions.store.transition(
      session.id,
      to,
      causeOf(operation),
      transaction,
    );
  }
}
