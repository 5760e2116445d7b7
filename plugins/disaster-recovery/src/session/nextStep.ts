import {
  hasLostSourceServer,
  sessionActions,
  type FailoverSessionSummary,
  type SessionActionFacts,
  type SessionActionName,
  type SessionStatus,
} from '@internal/plugin-disaster-recovery-common';

/** The one thing that comes next: something to do, something to wait for, or nothing any more. */
export type NextStep =
  | { kind: 'act'; action: SessionActionName; isRetry: boolean }
  | { kind: 'wait'; reason: SessionStatus | SessionActionName; until?: string }
  | { kind: 'done' };

const ACTION_BY_STATUS: Partial<Record<SessionStatus, SessionActionName>> = {
  FAILOVER_COMPLETE: 'install-agents',
  INSTALLING_AGENTS: 'install-agents',
  AGENTS_INSTALLED: 'mirror-config',
  CONFIG_MIRRORED: 'start-reverse-replication',
  READY_FOR_FAILBACK: 'execute-failback',
  FAILBACK_COMPLETE: 're-protect',
  RE_PROTECTING: 're-protect',
  RE_PROTECTED: 'cleanup',
  CLEANING_UP: 'cleanup',
};

/** What the rules of the state machine need to know, from what the API says of a session. */
export function actionFacts(
  session: FailoverSessionSummary,
): SessionActionFacts {
  const last = session.lastOperation;
  return {
    status: session.status,
    route: session.route,
    mirrored: session.mirroredAt !== undefined,
    runningOperation: session.currentOperation?.kind,
    lastOperation: last && {
      kind: last.kind,
      failed: last.status === 'FAILED',
    },
    hasLiveDrill: session.hasLiveDrill,
    failedInstanceCount: session.failedInstanceCount,
    hasLostSourceServer: hasLostSourceServer({ error: session.lastError }),
    hasBegunFailback: session.failbackExecutionId !== undefined,
    brokenReplicationCount: session.brokenReplicationCount,
  };
}

function actionWhileReplicating(
  session: FailoverSessionSummary,
): SessionActionName | undefined {
  if (hasLostSourceServer({ error: session.lastError })) {
    return 'install-agents';
  }
  if (session.failedInstanceCount > 0) {
    return 'start-reverse-replication';
  }
  return session.mirroredAt ? undefined : 'mirror-config';
}

/** What a status calls for. A failback that lost what it launches from has to get that back first. */
function actionOf(
  session: FailoverSessionSummary,
): SessionActionName | undefined {
  switch (session.status) {
    case 'REVERSE_REPLICATING':
      return actionWhileReplicating(session);
    case 'FAILBACK_IN_PROGRESS':
      return session.brokenReplicationCount > 0
        ? 'start-reverse-replication'
        : 'execute-failback';
    default:
      return ACTION_BY_STATUS[session.status];
  }
}

/** How many machines a retry of an action works on. */
export function countToRetry(
  session: FailoverSessionSummary,
  action: SessionActionName,
): number {
  return session.status === 'FAILBACK_IN_PROGRESS' &&
    action === 'start-reverse-replication'
    ? session.brokenReplicationCount
    : session.failedInstanceCount;
}

/** Whether work of this status goes on without an operation that has failed, so that one can only wait. */
function isUnderWay(session: FailoverSessionSummary, action: string) {
  const underWay = [
    'INSTALLING_AGENTS',
    'FAILBACK_IN_PROGRESS',
    'RE_PROTECTING',
    'CLEANING_UP',
  ].includes(session.status);
  const last = session.lastOperation;
  const failed =
    session.lastError !== undefined ||
    // In these statuses it is called for only by what is broken.
    action === 'start-reverse-replication' ||
    (last?.kind === action && last.status === 'FAILED');
  return underWay && !failed;
}

/** What comes next for a session. Every page asks this one rule, so that they agree. */
export function nextStep(session: FailoverSessionSummary): NextStep {
  if (session.status === 'CLEANUP_COMPLETE') {
    return { kind: 'done' };
  }
  if (session.currentOperation) {
    return { kind: 'wait', reason: session.currentOperation.kind };
  }
  const action = actionOf(session);
  if (action === undefined || isUnderWay(session, action)) {
    return {
      kind: 'wait',
      reason: session.status,
      until: session.replication.etaAt,
    };
  }
  const availability = sessionActions(actionFacts(session)).find(
    candidate => candidate.action === action,
  );
  return { kind: 'act', action, isRetry: availability?.isRetry === true };
}
