import type {
  ExecuteFailbackInput,
  Execution,
  FailbackMode,
} from '@internal/plugin-disaster-recovery-common';
import type { OperationRecord, SessionRecord } from '../failover-sessions';
import type { FailbackDependencies } from './FailbackDependencies';
import { findEarlierLaunch } from './findEarlierLaunch';

/** What an operation that executes a failback was asked for. */
export function inputOf({
  request,
}: Pick<OperationRecord, 'request'>): ExecuteFailbackInput {
  return request as ExecuteFailbackInput;
}

/** What every attempt at the same thing was told may be lost. */
export async function namedInAttempts(
  { sessions }: FailbackDependencies,
  sessionId: string,
  correlationId: string,
): Promise<string[]> {
  const operations = await sessions.operations.list(sessionId);
  return operations
    .filter(
      one =>
        one.kind === 'execute-failback' && one.correlationId === correlationId,
    )
    .flatMap(one => inputOf(one).acceptDestroyed ?? []);
}

/** What the next request would take up of the attempt before it: its execution, and what was accepted to be lost. */
export async function nextAttempt(
  dependencies: FailbackDependencies,
  session: SessionRecord,
  mode: FailbackMode,
): Promise<{ earlier: Execution | undefined; accepted: string[] }> {
  const { executions, sessions } = dependencies;
  const latest = await sessions.operations.latest(
    session.id,
    'execute-failback',
  );
  const isRetry = latest?.status === 'FAILED' && inputOf(latest).mode === mode;
  return {
    earlier: await findEarlierLaunch(executions, session, { mode, isRetry }),
    accepted: isRetry
      ? await namedInAttempts(dependencies, session.id, latest.correlationId)
      : [],
  };
}
