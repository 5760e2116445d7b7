/** What an operator reads on the portal's pages: how things stand, what has failed and why, what is in the way. */

const told = error =>
  error &&
  [error.message, error.code, error.reason, error.output?.stderr, error.remedy]
    .filter(Boolean)
    .join(' | ');

const firstOf = list => list.find(Boolean);

/** An execution: COMPLETED is its only good end. */
export function executionPage(execution) {
  const { status, servers, actionRuns, lastError, pauseReason } = execution;
  const said = list =>
    list.map(one => `${one.hostname}: ${told(one.error) ?? one.reason ?? ''}`);
  const inTheWay = [
    told(lastError),
    pauseReason,
    ...said(servers.filter(one => one.status === 'WAITING')),
  ].filter(Boolean);
  const reasons = [
    ...inTheWay,
    ...said(servers.filter(one => one.status === 'FAILED')),
    ...actionRuns
      .filter(one => ['FAILED', 'TIMED_OUT'].includes(one.status))
      .map(one => `${one.name}: ${told(one.error) ?? ''} ${one.output ?? ''}`),
  ];
  const hasFailed = ['FAILED', 'PARTIAL', 'CANCELLED'].includes(status);
  return {
    done: status === 'COMPLETED',
    failed: hasFailed ? reasons.join('; ') || status : undefined,
    trouble: inTheWay[0],
    sign: JSON.stringify([
      status,
      servers.map(one => [one.status, one.stage, one.reason]),
      actionRuns.map(one => one.status),
    ]),
  };
}

/** What a session tells that is in the way. Its last error may be one that the operation that runs is the answer to. */
export function troubleOf({ lastError, currentOperation, instances }) {
  return firstOf([
    told(currentOperation?.error),
    currentOperation ? undefined : told(lastError),
    ...instances.flatMap(one => [
      told(one.error),
      told(one.agent.error),
      told(one.replication.error),
      told(one.reProtection?.error),
    ]),
  ]);
}

/** What changes on a session's page as long as something goes on. */
export function signOf({ status, currentOperation, lastOperation, instances }) {
  return JSON.stringify([
    status,
    currentOperation?.kind,
    currentOperation?.progress,
    lastOperation?.status,
    instances.map(one => [
      one.hostname,
      one.ec2State,
      one.agent.status,
      one.agent.step,
      one.agent.ssmStatus,
      one.replication.state,
      one.replication.percent,
      one.replication.initiationSteps?.filter(
        step => step.status === 'SUCCEEDED',
      ).length,
      one.reProtection?.state,
      one.reProtection?.percent,
      one.drill?.status,
      one.failback?.status,
    ]),
  ]);
}

/** A session while an operation of it is waited for. */
export function operationPage(session, operation, statuses) {
  const { currentOperation, lastOperation, lastError, status } = session;
  const hasEnded = !currentOperation && lastOperation?.id === operation.id;
  return {
    done:
      hasEnded &&
      lastOperation.status === 'SUCCEEDED' &&
      statuses.includes(status),
    failed:
      hasEnded && lastOperation.status === 'FAILED'
        ? told(lastOperation.error) ?? told(lastError) ?? 'no reason'
        : undefined,
    trouble: troubleOf(session),
    sign: signOf(session),
  };
}
