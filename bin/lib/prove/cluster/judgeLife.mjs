import { IS_OPEN } from '../openIntents.mjs';
import { SCHEMA } from './openDatabase.mjs';

/** What each call that must not happen twice does, one word a target; the same word twice is the same thing done twice. */
const EFFECTS = {
  StartRecovery: ({ sourceServers, isDrill }) =>
    sourceServers.map(
      ({ sourceServerID }) =>
        `${isDrill ? 'drill' : 'launch'} of ${sourceServerID}`,
    ),
  ReverseReplication: ({ recoveryInstanceID }) => [recoveryInstanceID],
  TerminateRecoveryInstances: ({ recoveryInstanceIDs }) => recoveryInstanceIDs,
  RebootInstances: ({ InstanceIds }) => InstanceIds,
  SendCommand: ({ Comment, InstanceIds, Targets, DocumentName }) => [
    `${DocumentName}, ${Comment}, ${JSON.stringify(InstanceIds ?? Targets)}`,
  ],
  StartAutomationExecution: ({ DocumentName, ClientToken }) => [
    `${DocumentName}, ${ClientToken}`,
  ],
};

/** What AWS did more than once although it was meant once, a sentence each. */
export function doubledEffects(trace) {
  const counts = new Map();
  for (const { operation, account, region, request, changed } of trace) {
    if (EFFECTS[operation] && changed) {
      for (const target of EFFECTS[operation](request)) {
        const key = `${operation} in ${account} ${region}: ${target}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([key, count]) => `AWS did ${count} times ${key}`);
}

/** What the portal's own record says that should not be so at the end of a life. */
export async function judgeRecord(database) {
  const ask = async (text, tell) =>
    (await database.query(text.replaceAll('@', SCHEMA))).map(tell);
  const found = await Promise.all([
    ask(
      `SELECT key, status FROM @.intents WHERE ${IS_OPEN}`,
      ({ key }) => `the intent ${key} is still open`,
    ),
    ask(
      `SELECT id, kind, status FROM @.operations WHERE status <> 'SUCCEEDED'`,
      ({ kind, status }) => `an operation ${kind} is ${status}`,
    ),
    ask(
      `SELECT o.kind FROM @.operations o WHERE
         (SELECT count(*) FROM @.audit_events e WHERE e.operation_id = o.id AND e.outcome IN ('REQUESTED', 'RETRIED')) <> 1
         OR (SELECT count(*) FROM @.audit_events e WHERE e.operation_id = o.id AND e.outcome IN ('SUCCEEDED', 'FAILED')
             AND e.action IN (o.kind || '.succeeded', o.kind || '.failed')) <> 1`,
      ({ kind }) =>
        `the record of an operation ${kind} has not one beginning and one end`,
    ),
    ask(
      `SELECT kind, id, failures, last_error FROM @.engine_fences WHERE failures > 0`,
      ({ kind, failures, last_error: error }) =>
        `a ${kind} has failed ${failures} times: ${error}`,
    ),
    ask(
      `SELECT kind, id FROM @.engine_wakes WHERE wake_at < now() - interval '90 seconds'`,
      ({ kind, id }) => `${kind} ${id} waits to be run and is not`,
    ),
    ask(
      `SELECT count(*)::int AS sessions FROM @.failover_sessions`,
      ({ sessions }) =>
        sessions === 1 ? undefined : `there are ${sessions} sessions`,
    ),
  ]);
  return found.flat().filter(Boolean);
}

/** All that is wrong with a life that was lived. @param life - as `oneLife` gives it */
export async function judgeLife(cluster, life) {
  return [
    ...life.problems,
    ...doubledEffects(cluster.trace()),
    ...(await judgeRecord(cluster.database)),
  ];
}
