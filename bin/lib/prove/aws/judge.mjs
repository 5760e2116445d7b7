import { createHash } from 'node:crypto';
import { checkEndState } from '../../walkthrough/endState.mjs';
import { SOURCE } from '../companies/companies.mjs';

const hash = value =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);

/** What each call is made to, where a second one of the same would be one too many. */
const TARGETS = {
  StartRecovery: request =>
    request.sourceServers.map(
      one => `${one.sourceServerID}${request.isDrill ? ' (drill)' : ''}`,
    ),
  ReverseReplication: request => [request.recoveryInstanceID],
  RebootInstances: request => request.InstanceIds,
  TerminateRecoveryInstances: request => request.recoveryInstanceIDs,
  TerminateInstances: request => request.InstanceIds,
  DeleteRecoveryInstance: request => [request.recoveryInstanceID],
  DeleteSourceServer: request => [request.sourceServerID],
  SendCommand: request =>
    (request.InstanceIds ?? []).map(
      id =>
        `${request.DocumentName} ${hash(request.Parameters ?? {})} on ${id}`,
    ),
  StartAutomationExecution: request => [
    `${request.DocumentName} ${hash(request.Parameters ?? {})}`,
  ],
};

/** A question to a machine, which boot it is in, is asked as often as the answer is missing. */
const isQuestion = ({ operation, request }) =>
  operation === 'SendCommand' &&
  (request.Parameters?.commands ?? []).some(line =>
    line.includes('boot-id='),
  ) &&
  !(request.Parameters.commands ?? []).some(line => /uninstall/i.test(line));

/** Calls that took effect more often than they were meant to: what AWS recognizes as said before has none. */
function doubleCalls(calls, { retries, phases }) {
  const counts = new Map();
  for (const call of calls) {
    const { operation, request, error, region, changed } = call;
    if (error === undefined && changed && !isQuestion(call)) {
      for (const target of TARGETS[operation]?.(request) ?? []) {
        const key = `${operation} of ${target} in ${region}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return [...counts]
    .filter(([key, count]) => count > phases(key) + retries)
    .map(([key, count]) => `${key} took effect ${count} times`);
}

/** In the source region the plan runs twice: as a drill, and as the failback. */
function expectedTimes(key) {
  return key.startsWith('StartAutomationExecution') && key.endsWith(SOURCE)
    ? 2
    : 1;
}

/** Machines and servers of the other team in the account. */
function othersIn(account) {
  return Object.values(account.regions).flatMap(({ drs, ec2 }) =>
    [
      ...Object.values(ec2.instances),
      ...Object.values(drs.sourceServers),
    ].flatMap(({ id, tags }) => (tags.Team === 'payroll' ? [id] : [])),
  );
}

function touchesOther(calls, others) {
  return calls
    .filter(({ request }) => {
      const text = JSON.stringify(request);
      return others.some(id => text.includes(id));
    })
    .map(({ operation }) => `${operation} named the other team's machine`);
}

/**
 * Judges a life by the simulated AWS alone: its record of calls, and what is there at the end.
 *
 * @returns what is wrong
 */
export function judge({ before, after, calls, session, life, fault, world }) {
  const { accountId, othersRequests } = world;
  const own = calls.filter(({ requestId }) => !othersRequests.has(requestId));
  const expect = { ...fault.endState?.(session, world) };
  const checks = checkEndState(before, after, session, {
    account: accountId,
    lost: [...life.lost, ...(expect.lost ?? [])],
  });
  return [
    ...checks
      .filter(
        ({ title }) => !(expect.except ?? []).some(one => title.includes(one)),
      )
      .flatMap(({ title, problems }) =>
        problems.map(problem => `${title}: ${problem}`),
      ),
    ...doubleCalls(own, {
      retries: life.retries + (fault.repeats ?? 0),
      phases: expectedTimes,
    }),
    ...touchesOther(own, othersIn(before.accounts[accountId])),
  ];
}
