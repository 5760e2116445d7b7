import type { Dependencies } from '../dependencies';
import { type ExecutionState, isEnded } from './records';

/** Tells people and the log when an execution pauses or ends, once it is written. */
export class ExecutionNotices {
  readonly #audit: Dependencies['audit'];
  readonly #changes: Dependencies['changes'];

  constructor({ audit, changes }: Pick<Dependencies, 'audit' | 'changes'>) {
    this.#audit = audit;
    this.#changes = changes;
  }

  /** Compares an execution as it was read with how it was left. */
  announce({ execution: before }: ExecutionState, after: ExecutionState): void {
    const { execution } = after;
    if (execution.status === before.status) {
      return;
    }
    if (execution.status === 'PAUSED') {
      this.#notify(after, `"${execution.planName}" is paused`, 'normal');
    } else if (isEnded(execution.status)) {
      this.#notices(after);
    }
  }

  #notices(state: ExecutionState): void {
    const { execution } = state;
    const failed = ['FAILED', 'PARTIAL'].includes(execution.status);
    if (failed && execution.lastError) {
      this.#audit.failure({
        operation: 'execution',
        executionId: execution.id,
        sessionId: execution.sessionId,
        correlationId: execution.correlationId,
        attempt: execution.attempt,
        resourceIds: execution.lastError.resourceIds,
        error: execution.lastError,
      });
    }
    if (failed) {
      this.#notify(
        state,
        `"${execution.planName}" ended ${execution.status}`,
        execution.executionType === 'RECOVERY' ? 'critical' : 'high',
      );
    }
    this.#changes.publish({ type: 'recovery-plan', id: execution.planId });
  }

  #notify(
    { execution }: ExecutionState,
    title: string,
    severity: 'critical' | 'high' | 'normal',
  ): void {
    this.#changes.notify({
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
