import { ACCOUNT, RECOVERY, SOURCE } from './places.mjs';

const STATUSES = [
  'FAILOVER_COMPLETE',
  'INSTALLING_AGENTS',
  'AGENTS_INSTALLED',
  'CONFIG_MIRRORED',
  'REVERSE_REPLICATING',
  'READY_FOR_FAILBACK',
  'FAILBACK_IN_PROGRESS',
  'FAILBACK_COMPLETE',
  'RE_PROTECTING',
  'RE_PROTECTED',
  'CLEANING_UP',
  'CLEANUP_COMPLETE',
];
const STEPS = [
  'CHECK_SSM',
  'UNINSTALL_AGENT',
  'REBOOT',
  'WAIT_FOR_SSM',
  'INSTALL_AGENT',
  'VERIFY_SOURCE_SERVER',
];
const list = words => `(ARRAY[${words.map(word => `'${word}'`).join()}])`;

const AGENT = JSON.stringify({
  status: 'SUCCEEDED',
  step: 'VERIFY_SOURCE_SERVER',
  attempt: 1,
  ssmStatus: 'Success',
  steps: STEPS.map(name => ({
    id: name,
    name,
    title: name,
    status: 'SUCCEEDED',
    startedAt: '2026-11-20T08:00:00.000Z',
    endedAt: '2026-11-20T08:05:00.000Z',
    output: { text: 'The installation finished.' },
  })),
});

/**
 * SQL for sessions in every status, their instances, their operations, and what is recorded of them. One in ten has the steps
 * of agent work on every instance; one instance in five hundred has failed.
 */
export const fillSessions = ({ sessions, instances, groups, plans }) => [
  `INSERT INTO failover_sessions
     (id, name, status, route, owner, entity_ref, account_id, source_account_id, source_region, recovery_region, execution_id,
      adopted_job_ids, original_protection_group_ids, original_recovery_plan_id, original_recovery_plan_name,
      mirrored_protection_group_ids, mirrored_at, drill_execution_ids, created_by, created_at, updated_at)
   SELECT 'session-' || n, 'Failover ' || n, ${list(STATUSES)}[1 + n % ${
    STATUSES.length
  }], ${list(['reinstall', 'native'])}[1 + n % 2],
          'group:default/team-' || n % 50, 'system:default/orders-' || 1 + n % ${plans}, '${ACCOUNT}', '${ACCOUNT}', '${SOURCE}',
          '${RECOVERY}', 'execution-' || n, '[]', jsonb_build_array('group-' || 1 + n * 3 % ${groups}, 'group-' || 1 + (n * 3 + 1) % ${groups}),
          'plan-' || 1 + n % ${plans}, 'Plan ' || 1 + n % ${plans}, '[]', CASE WHEN n % 12 > 2 THEN now() END, '[]', 'user:default/guest',
          now() - n * interval '1 hour', now() - n * interval '1 minute'
   FROM generate_series(1, ${sessions}) n`,
  `INSERT INTO recovery_instances
     (session_id, recovery_instance_id, source_server_id, hostname, origin_instance_id, protection_group_id, wave_number, wave_name,
      platform, account_id, region, job_id, ec2_state, launched_at, agent_last_seen_at, origin_environment, route, tags, agent,
      reversed_source_server_id, replication, error, updated_at)
   SELECT 'session-' || s, 'i-' || left(md5('instance' || s || '/' || n), 17), 's-' || left(md5('server' || s || '/' || n), 17),
          'app-' || s || '-' || n, 'i-' || left(md5('origin' || s || '/' || n), 17), 'group-' || 1 + (s * 3 + n % 2) % ${groups},
          1 + n % 3, 'Wave ' || 1 + n % 3, 'LINUX', '${ACCOUNT}', '${RECOVERY}', 'drsjob-' || left(md5('job' || s || '/' || 1 + n % 3), 17),
          'RUNNING', now(), now(), 'AWS', 'reinstall', '{"Application":"orders","Environment":"production","Tier":"application"}',
          '${AGENT}', 's-' || left(md5('reversed' || s || '/' || n), 17),
          jsonb_build_object('state', ${list([
            'INITIAL_SYNC',
            'CONTINUOUS',
            'READY',
            'READY_WITH_LAG',
          ])}[1 + n % 4],
            'sourceServerId', 's-' || left(md5('reversed' || s || '/' || n), 17), 'dataReplicationState', 'CONTINUOUS',
            'totalBytes', 107374182400, 'replicatedBytes', 107374182400 - n % 7 * 1073741824::bigint, 'backlogBytes', n % 5 * 1048576,
            'lagSeconds', n % 90, 'percent', 100 - n % 7, 'observedAt', now()),
          CASE WHEN (s * ${instances} + n) % 500 = 0 THEN '{"name":"Error","message":"The agent does not answer"}'::jsonb END, now()
   FROM generate_series(1, ${sessions}) s, generate_series(1, ${instances}) n`,
  `INSERT INTO operations (id, session_id, kind, status, correlation_id, attempt, requested_by, request, started_at, ended_at)
   SELECT 'operation-' || s || '-' || k, 'session-' || s, ${list([
     'install-agents',
     'mirror-config',
     'start-reverse-replication',
   ])}[k],
          CASE WHEN k = 3 AND s % 12 IN (1, 6, 8, 10) THEN 'RUNNING' ELSE 'SUCCEEDED' END, 'correlation-' || s || '-' || k, 1,
          'user:default/guest', '{}', now() - (s * 60 - k) * interval '1 minute', now()
   FROM generate_series(1, ${sessions}) s, generate_series(1, 3) k`,
  `INSERT INTO operation_steps (id, operation_id, target, target_name, name, title, status, message, started_at, ended_at)
   SELECT gen_random_uuid(), 'operation-' || s || '-1', 'i-' || left(md5('instance' || s || '/' || n), 17), 'app-' || s || '-' || n,
          step, step, 'SUCCEEDED', 'Done after the second attempt', now(), now()
   FROM generate_series(10, ${sessions}, 10) s, generate_series(1, ${instances}) n, unnest(${list(
    STEPS,
  )}) step`,
  `INSERT INTO session_milestones (session_id, status, at, by)
   SELECT 'session-' || s, status, now(), 'user:default/guest'
   FROM generate_series(1, ${sessions}) s, unnest(${list(
    STATUSES.slice(0, 6),
  )}) status`,
  `INSERT INTO audit_events
     (id, at, actor, action, outcome, resource_type, resource_id, session_id, message)
   SELECT gen_random_uuid(), now(), 'user:default/guest', 'failover-session.status', 'OBSERVED', 'failover-session', 'session-' || s,
          'session-' || s, 'Failover ' || s || ': what happened for the time number ' || n
   FROM generate_series(1, ${sessions}) s, generate_series(1, 60) n`,
];

/** SQL for samples, a minute apart, of as many sessions as have so many. */
export const fillSamples = ({ samples, sessions, instances, each = 50 }) => [
  `INSERT INTO replication_samples
     (session_id, recovery_instance_id, at, state, lag_seconds, backlog_bytes, remaining_bytes, percent)
   SELECT 'session-' || s, 'i-' || left(md5('instance' || s || '/' || n), 17), now() - m * interval '20 minutes', 'INITIAL_SYNC',
          m % 90, m * 1048576, m * 1073741824::bigint, 100 - m
   FROM generate_series(1, ${Math.min(
     sessions,
     Math.ceil(samples / (instances * each)),
   )}) s, generate_series(1, ${instances}) n,
        generate_series(1, ${each}) m`,
];
