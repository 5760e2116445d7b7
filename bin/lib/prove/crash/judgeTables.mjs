import { IS_OPEN } from '../openIntents.mjs';

/** Things that are looked at for ever, whatever goes on. */
const NEVER_DONE = ['protection-group', 'watch-sweep'];

const LEFT = [
  [
    'an intent is open',
    `SELECT operation || ' ' || key AS told FROM "disaster-recovery".intents WHERE ${IS_OPEN}`,
  ],
  [
    'an operation runs',
    `SELECT kind || ' ' || id AS told FROM "disaster-recovery".operations WHERE status = 'RUNNING'`,
  ],
  [
    'an execution has not ended',
    `SELECT plan_name || ' ' || id AS told FROM "disaster-recovery".executions WHERE ended_at IS NULL`,
  ],
  [
    'a server of an execution is still at it',
    `SELECT status || ' ' || source_server_id AS told FROM "disaster-recovery".execution_servers
      WHERE active OR terminating OR status IN ('PENDING', 'WAITING', 'LAUNCHING')`,
  ],
  [
    'an action has not ended',
    `SELECT name || ' ' || id AS told FROM "disaster-recovery".execution_actions WHERE status IN ('PENDING', 'RUNNING')`,
  ],
  [
    'a job of an execution has not ended',
    `SELECT kind || ' ' || id AS told FROM "disaster-recovery".execution_jobs WHERE status <> 'COMPLETED'`,
  ],
  [
    'a run fails',
    `SELECT kind || ' ' || id || ': ' || coalesce(last_error, '') AS told FROM "disaster-recovery".engine_fences WHERE failures > 0`,
  ],
  [
    'a message is still to be sent',
    `SELECT channel || ' ' || sequence AS told FROM "disaster-recovery".outbox`,
  ],
  [
    'something is still to be woken',
    `SELECT kind || ' ' || id AS told FROM "disaster-recovery".engine_wakes WHERE kind <> ALL('{${NEVER_DONE}}')`,
  ],
];

/** Each operation and each execution has one beginning and one end on record. */
const AUDIT = [
  [
    'operation',
    `SELECT o.kind || ' ' || o.id AS told,
            count(*) FILTER (WHERE a.outcome IN ('REQUESTED', 'RETRIED')) AS begins,
            count(*) FILTER (WHERE a.action IN (o.kind || '.succeeded', o.kind || '.failed')) AS ends
       FROM "disaster-recovery".operations o
       LEFT JOIN "disaster-recovery".audit_events a ON a.operation_id = o.id GROUP BY 1`,
  ],
  [
    'execution',
    `SELECT e.plan_name || ' ' || e.id AS told,
            count(*) FILTER (WHERE a.action = 'execution.start') AS begins,
            count(*) FILTER (WHERE a.action = 'execution.ended') AS ends
       FROM "disaster-recovery".executions e
       LEFT JOIN "disaster-recovery".audit_events a ON a.resource_type = 'execution' AND a.resource_id = e.id GROUP BY 1`,
  ],
];

/** What is left in the portal's tables of lives that are over: a sentence each. */
export async function whatIsLeft(query) {
  const found = [];
  for (const [what, sql] of LEFT) {
    const rows = await query(sql);
    found.push(...rows.map(({ told }) => `${what}: ${told}`));
  }
  return found;
}

/** @returns `tried`, how many operations and executions there were, and `failures`, a sentence each */
export async function judgeAudit(query) {
  let tried = 0;
  const failures = [];
  for (const [what, sql] of AUDIT) {
    const rows = await query(sql);
    tried += rows.length;
    failures.push(
      ...rows
        .filter(
          ({ begins, ends }) => Number(begins) !== 1 || Number(ends) !== 1,
        )
        .map(
          ({ told, begins, ends }) =>
            `${what} ${told} has ${begins} beginnings and ${ends} ends on record`,
        ),
    );
  }
  return { tried, failures };
}
