/** Commands that only look may be sent as often as one likes. */
const LOOKING = /\/boot\//;

/** What a call is about, for those that must not be made twice within one chapter: `what` names each such effect. */
const EFFECTS = {
  StartRecovery: ({ request }) =>
    request.sourceServers.map(({ sourceServerID }) => sourceServerID),
  TerminateRecoveryInstances: ({ request }) => request.recoveryInstanceIDs,
  ReverseReplication: ({ request }) => [request.recoveryInstanceID],
  RebootInstances: ({ request }) => request.InstanceIds,
  StopReplication: ({ request }) => [request.sourceServerID],
  DeleteSourceServer: ({ request }) => [request.sourceServerID],
  DisconnectSourceServer: ({ request }) => [request.sourceServerID],
  DeleteRecoveryInstance: ({ request }) => [request.recoveryInstanceID],
  DisconnectRecoveryInstance: ({ request }) => [request.recoveryInstanceID],
  SendCommand: ({ request }) =>
    LOOKING.test(request.Comment)
      ? []
      : request.InstanceIds.map(
          id =>
            `${request.DocumentName} (${purposeOf(request.Comment)}) on ${id}`,
        ),
};

/** A comment without what differs from one sending to the next. */
function purposeOf(comment) {
  return comment
    .split('/')
    .filter(part => /^[a-z]+$/.test(part) && part !== 'dr')
    .join(' ');
}

/** SSM answers a repeated token with the automation that it began: what counts is how many began. */
function automations(calls) {
  const begun = new Map();
  for (const { request, response } of calls) {
    const what = `${request.DocumentName} ${JSON.stringify(
      request.Parameters,
    )}`;
    const ids = begun.get(what) ?? new Set();
    begun.set(what, ids.add(response.AutomationExecutionId));
  }
  return [...begun].flatMap(([what, ids]) =>
    ids.size > 1
      ? [`StartAutomationExecution began ${what} ${ids.size} times`]
      : [],
  );
}

/**
 * Looks through a life's trace for what was done twice where once was meant.
 *
 * @param lines - those of the life's account
 * @param chapters - `{ name, from }` in order, `from` in the trace's real time
 * @returns `tried`, how many effects there were, and `failures`, a sentence each
 */
export function judgeCalls(lines, chapters) {
  const done = lines.filter(
    ({ mutating, error, status }) => mutating && !error && status < 400,
  );
  const failures = [];
  let tried = 0;
  chapters.forEach(({ name, from }, at) => {
    const to = chapters[at + 1]?.from ?? '9999';
    const calls = done.filter(
      ({ realTime, lost, changed }) =>
        realTime >= from && realTime < to && (changed || !lost),
    );
    const counts = new Map();
    for (const call of calls) {
      for (const target of EFFECTS[call.operation]?.(call) ?? []) {
        const effect = `${call.operation} of ${target}`;
        counts.set(effect, (counts.get(effect) ?? 0) + 1);
      }
    }
    const starts = calls.filter(
      ({ operation }) => operation === 'StartAutomationExecution',
    );
    tried +=
      counts.size +
      new Set(starts.map(({ request }) => request.ClientToken)).size;
    failures.push(
      ...[...counts]
        .filter(([, count]) => count > 1)
        .map(([effect, count]) => `${name}: ${effect} was made ${count} times`),
      ...automations(starts).map(text => `${name}: ${text}`),
    );
  });
  return { tried, failures };
}
