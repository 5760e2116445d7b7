import type { Knex } from 'knex';
import { afterCommit } from '../database/afterCommit';
import type { Dependencies } from '../dependencies';
import { logFailure } from './ExecutionRun';
import { type ExecutionState, isEnded } from './records';

/** Tells people and the log when an execution pauses or ends, exactly if that is written. */
export class ExecutionNotices {
  readonly #audit: Dependencies['audit'];
  readonly #changes: Dependencies['changes'];

  constructor({ audit, changes }: Pick<Dependencies, 'audit' | 'changes'>) {
    this.#audit = audit;
    this.#changes = changes;
  }

  /** Compares an execution as it was read with how it is left. */
  async announce(
    transaction: Knex.Transaction,
    { execution: before }: ExecutionState,
    after: ExecutionState,
  ): Promise<void> {
    const { execution } = after;
    if (execution.status === before.status) {
      return;
    }
    if (execution.status === 'PAUSED') {
      const title = `"${execution.planName}" is paused`;
      await this.#notify(transaction, after, title, 'normal');
    } else if (isEnded(execution.status)) {
      await this.#notices(transaction, after);
    }
  }

  async #notices(
    transaction: Knex.Transaction,
    state: ExecutionState,
  ): Promise<void> {
    const { execution } = state;
    const failed = ['FAILED', 'PARTIAL'].includes(execution.status);
    if (failed && execution.lastError) {
      await logFailure({ audit: this.#audit }, state, transaction, {
        operation: 'execution',
        resourceIds: execution.lastError.resourceIds,
        error: execution.lastError,
      });
    }
    if (failed) {
      await this.#notify(
        transaction,
        state,
        `"${execution.planName}" ended ${execution.status}`,
        execution.executionType === 'RECOVERY' ? 'critical' : 'high',
      );
    }
    afterCommit(transaction, () =>
      this.#changes.publish({ type: 'recovery-plan', id: execution.planId }),
    );
  }

  async #notify(
    transaction: Knex.Transaction,
    { execution }: ExecutionState,
    title: string,
    severity: 'critical' | 'high' | 'normal',
  ): Promise<void> {
    await this.#changes.notify(transaction, {
      owner: execution.owner,
      title: `${
        execution.executionType === 'DRILL' ? 'Drill' : 'Recovery'
      } of ${title}`,
      description: execution.pauseReason ?? execution.lastError?.message,
      link: `/disaster-recovery/executions/${execution.id}`,
      severity,
      scope: `execution-${execution.id}`,
    });
  }
}
