import type {
  Execution,
  FailbackMode,
} from '@internal/plugin-disaster-recovery-common';
import type { Executions } from '../executions';
import type { SessionRecord } from '../failover-sessions';

const MAY_BE_RETRIED = ['PARTIAL', 'FAILED', 'CANCELLED'];

/** Whether an execution has ended with something left to launch. */
export function mayBeRetried({ status }: Pick<Execution, 'status'>): boolean {
  return MAY_BE_RETRIED.includes(status);
}

/**
 * The execution whose failed servers the next attempt takes up again, if there is one. A failback has one execution; a
 * drill takes its last one up only when it is tried again, and nothing of it was terminated.
 */
export async function findEarlierLaunch(
  executions: Executions,
  session: Pick<SessionRecord, 'failbackExecutionId' | 'drillExecutionIds'>,
  { mode, isRetry }: { mode: FailbackMode; isRetry: boolean },
): Promise<Execution | undefined> {
  if (mode === 'RECOVERY') {
    return session.failbackExecutionId
      ? executions.get(session.failbackExecutionId)
      : undefined;
  }
  const last = session.drillExecutionIds.at(-1);
  if (!isRetry || last === undefined) {
    return undefined;
  }
  const drill = await executions.get(last);
  const isLeft = drill.servers.some(({ status }) => status === 'TERMINATED');
  return mayBeRetried(drill) && !isLeft ? drill : undefined;
}
