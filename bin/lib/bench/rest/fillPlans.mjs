import { ACCOUNT, RECOVERY, SOURCE } from './places.mjs';

/** SQL for Protection Groups with their servers, Recovery Plans of three waves, and executions of them. */
export const fillPlans = ({ groups, plans, executions, servers }) => [
  `INSERT INTO protection_groups
     (id, name, description, owner, entity_ref, account_id, region, source_account_id, source_region, selection_by, launch_config,
      server_overrides, created_at, created_by, updated_at)
   SELECT 'group-' || n, 'Group ' || n, 'The tier number ' || n, 'group:default/team-' || n % 50, 'component:default/orders-app-' || n,
          '${ACCOUNT}', '${RECOVERY}', '${ACCOUNT}', '${SOURCE}', 'ids',
          '{"recovery":{"subnetId":"subnet-0aaaaaaaaaaaaaaa1","securityGroupIds":["sg-0aaaaaaaaaaaaaaa1"]},"origin":{}}', '{}',
          now() - n * interval '1 hour', 'user:default/guest', now() - n * interval '1 minute'
   FROM generate_series(1, ${groups}) n`,
  `INSERT INTO protected_servers
     (account_id, region, source_server_id, group_id, hostname, origin_instance_id, platform, tags, captured_at, drift_checked_at,
      data_replication_state, lag_seconds, observed_at)
   SELECT '${ACCOUNT}', '${RECOVERY}', 's-' || left(md5('protected' || g || '/' || n), 17), 'group-' || g, 'app-' || g || '-' || n,
          'i-' || left(md5('origin' || g || '/' || n), 17), 'LINUX', '{"Application":"orders","Environment":"production"}',
          now(), now(), 'CONTINUOUS', 0, now()
   FROM generate_series(1, ${groups}) g, generate_series(1, 10) n`,
  `INSERT INTO recovery_plans
     (id, name, description, owner, entity_ref, account_id, region, source_region, created_at, created_by, updated_at)
   SELECT 'plan-' || n, 'Plan ' || n, 'The system number ' || n, 'group:default/team-' || n % 50, 'system:default/orders-' || n,
          '${ACCOUNT}', '${RECOVERY}', '${SOURCE}', now() - n * interval '1 hour', 'user:default/guest', now() - n * interval '1 minute'
   FROM generate_series(1, ${plans}) n`,
  `INSERT INTO waves (plan_id, number, name, depends_on, pause_before, pre_actions, post_actions, failure_policy)
   SELECT 'plan-' || p, w, 'Wave ' || w, CASE w WHEN 1 THEN '[]' ELSE jsonb_build_array(w - 1) END, false, '[]', '[]', 'failFast'
   FROM generate_series(1, ${plans}) p, generate_series(1, 3) w`,
  `INSERT INTO wave_groups (plan_id, wave_number, protection_group_id, position)
   SELECT 'plan-' || p, w, 'group-' || 1 + (p * 3 + w) % ${groups}, 0
   FROM generate_series(1, ${plans}) p, generate_series(1, 3) w`,
  `INSERT INTO executions
     (id, execution_type, purpose, status, plan_id, plan_name, session_id, owner, entity_ref, account_id, region, source_region,
      correlation_id, requested_by, accepted_destroyed, plan_waves, created_at, started_at, ended_at, updated_at)
   SELECT 'execution-' || n, CASE n % 3 WHEN 0 THEN 'DRILL' ELSE 'RECOVERY' END, 'FAILOVER',
          CASE WHEN n % 200 = 0 THEN 'RUNNING' ELSE (ARRAY['COMPLETED', 'COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED'])[1 + n % 5] END,
          'plan-' || 1 + n % ${plans}, 'Plan ' || 1 + n % ${plans}, 'session-' || n, 'group:default/team-' || n % 50,
          'system:default/orders-' || 1 + n % ${plans}, '${ACCOUNT}', '${RECOVERY}', '${SOURCE}', md5('correlation' || n)::uuid::text,
          'user:default/guest', '[]', '[]', now() - n * interval '1 hour', now() - n * interval '1 hour',
          CASE WHEN n % 200 = 0 THEN NULL ELSE now() - n * interval '50 minutes' END, now() - n * interval '50 minutes'
   FROM generate_series(1, ${executions}) n`,
  `INSERT INTO execution_waves (execution_id, number, name, status, started_at, ended_at)
   SELECT 'execution-' || e, w, 'Wave ' || w, 'COMPLETED', now() - e * interval '1 hour', now() - e * interval '50 minutes'
   FROM generate_series(1, ${executions}) e, generate_series(1, 3) w`,
  `INSERT INTO execution_jobs (id, execution_id, wave_number, kind, job_id, status, server_count, created_at, started_at, ended_at)
   SELECT 'job-' || e || '-' || w, 'execution-' || e, w, 'LAUNCH', 'drsjob-' || left(md5('job' || e || '/' || w), 17), 'COMPLETED',
          ${Math.ceil(
            servers / 3,
          )}, now(), now() - e * interval '1 hour', now() - e * interval '50 minutes'
   FROM generate_series(1, ${executions}) e, generate_series(1, 3) w`,
  `INSERT INTO execution_servers
     (id, execution_id, wave_number, protection_group_id, account_id, region, source_server_id, hostname, starts_stopped, active,
      status, stage, execution_job_id, job_id, recovery_instance_id, started_at, ended_at)
   SELECT 'server-' || e || '-' || n, 'execution-' || e, 1 + n % 3, 'group-' || 1 + (e * 3 + n % 3) % ${groups}, '${ACCOUNT}',
          '${RECOVERY}', 's-' || left(md5('server' || e || '/' || n), 17), 'app-' || e || '-' || n, false, e % 200 = 0,
          CASE WHEN e % 200 = 0 THEN 'LAUNCHING' ELSE 'LAUNCHED' END, 'DONE', 'job-' || e || '-' || 1 + n % 3,
          'drsjob-' || left(md5('job' || e || '/' || 1 + n % 3), 17), 'i-' || left(md5('instance' || e || '/' || n), 17),
          now() - e * interval '1 hour', now() - e * interval '50 minutes'
   FROM generate_series(1, ${executions}) e, generate_series(1, ${servers}) n`,
];
