import type { Execution } from '@internal/plugin-disaster-recovery-common';

/** The one thing to do next with an execution: an action, its session, or nothing but wait. */
export function nextExecutionAction(
  execution: Pick<Execution, 'status' | 'actions' | 'sessionId'>,
): 'resume' | 'retry' | 'session' | undefined {
  const allowed = (action: 'resume' | 'retry') =>
    execution.actions.some(each => each.action === action && each.allowed);
  if (execution.status === 'PAUSED' && allowed('resume')) {
    return 'resume';
  }
  const failed = ['PARTIAL', 'FAILED'].includes(execution.status);
  if (failed && allowed('retry')) {
    return 'retry';
  }
  const over = ['COMPLETED', 'PARTIAL', 'CANCELLED'].includes(execution.status);
  return over && execution.sessionId ? 'session' : undefined;
}
