// @ts-check

const SESSION_STATUSES = [
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
const ROUTES = ['reinstall', 'native'];
const OPERATION_KINDS = [
  'install-agents',
  'mirror-config',
  'start-reverse-replication',
  'execute-failback',
  'terminate-drill',
  're-protect',
  'cleanup',
  'release-source-servers',
];
const STEP_STATUSES = [
  'NOT_STARTED',
  'IN_PROGRESS',
  'SUCCEEDED',
  'FAILED',
  'SKIPPED',
];

/**
 * Failover sessions, their instances, and the operations on them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('failover_sessions', table => {
    table.comment('One failover, from its end to the cleanup after failback');
    table.text('id').primary();
    table.text('name').notNullable();
    table
      .text('status')
      .notNullable()
      .checkIn(SESSION_STATUSES, 'failover_sessions_status_check');
    table.text('route').checkIn(ROUTES, 'failover_sessions_route_check');
    table.text('owner');
    table.text('entity_ref');
    table.text('account_id').notNullable().comment('Of the recovery instances');
    table.text('source_account_id').notNullable();
    table.text('source_region').notNullable();
    table.text('recovery_region').notNullable();
    table.text('execution_id').comment('The failover; none when adopted');
    table.jsonb('adopted_job_ids').notNullable();
    table.jsonb('original_protection_group_ids').notNullable();
    table.text('original_recovery_plan_id');
    table
      .text('original_recovery_plan_name')
      .comment('As it was at the failover: found by it after a rename, too');
    table.jsonb('mirrored_protection_group_ids').notNullable();
    table.text('mirrored_recovery_plan_id');
    table.timestamp('mirrored_at', { useTz: true });
    table.jsonb('mirror_report');
    table.text('failback_execution_id');
    table.jsonb('drill_execution_ids').notNullable();
    table.jsonb('last_error');
    table
      .timestamp('inventoried_at', { useTz: true })
      .comment('When DRS was asked for every instance of the failover');
    table.text('created_by').notNullable();
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.index(['status']);
    table.index(['created_at', 'id']);
    table.index(['updated_at', 'id']);
    table.index(['entity_ref']);
    table.index(['owner']);
    table.index(
      ['original_protection_group_ids'],
      'failover_sessions_groups_index',
      'gin',
    );
  });
  await knex.raw(
    'CREATE UNIQUE INDEX failover_sessions_name_unique ON failover_sessions (lower(name))',
  );
  await knex.raw(
    'CREATE UNIQUE INDEX failover_sessions_execution_unique ON failover_sessions (execution_id) WHERE execution_id IS NOT NULL',
  );

  await knex.schema.createTable('recovery_instances', table => {
    table.comment('The machines of a session, and how far each is on its way');
    table
      .text('session_id')
      .notNullable()
      .references('id')
      .inTable('failover_sessions')
      .onDelete('CASCADE');
    table
      .text('recovery_instance_id')
      .notNullable()
      .unique()
      .comment('Also the EC2 instance id; in one session only');
    table.text('source_server_id').notNullable();
    table.text('hostname');
    table.text('origin_instance_id');
    table.text('protection_group_id');
    table.integer('wave_number');
    table.text('wave_name');
    table
      .text('platform')
      .checkIn(['LINUX', 'WINDOWS'], 'recovery_instances_platform_check');
    table.text('account_id').notNullable();
    table.text('region').notNullable();
    table.text('job_id');
    table.text('ec2_state');
    table.timestamp('launched_at', { useTz: true });
    table.timestamp('agent_last_seen_at', { useTz: true });
    table.text('origin_environment');
    table.text('route').checkIn(ROUTES, 'recovery_instances_route_check');
    table.jsonb('tags').notNullable();
    table.jsonb('agent').notNullable().comment('Progress of the agent work');
    table.text('reversed_source_server_id');
    table.text('reversed_source_server_arn');
    table.text('mapping_rule');
    table.jsonb('replication').notNullable();
    table.jsonb('failback');
    table.jsonb('drill');
    table.jsonb('re_protection');
    table.text('protecting_source_server_id');
    table.text('cannot_fail_back');
    table.jsonb('error');
    table
      .specificType(
        'failed',
        `boolean GENERATED ALWAYS AS (
          error IS NOT NULL
          OR coalesce(agent ->> 'status', '') = 'FAILED'
          OR coalesce(replication ->> 'state', '') = 'ERROR'
          OR coalesce(failback ->> 'status', '') = 'FAILED'
          OR coalesce(re_protection ->> 'state', '') = 'ERROR'
        ) STORED`,
      )
      .comment('Whether a person has to look at it');
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.primary(['session_id', 'recovery_instance_id']);
  });
  await knex.raw(
    `CREATE INDEX recovery_instances_failback_index ON recovery_instances ((failback ->> 'failbackInstanceId'))`,
  );

  await knex.schema.createTable('operations', table => {
    table.comment('Attempts at the long actions of a session');
    table.text('id').primary();
    table
      .text('session_id')
      .notNullable()
      .references('id')
      .inTable('failover_sessions')
      .onDelete('CASCADE');
    table
      .text('kind')
      .notNullable()
      .checkIn(OPERATION_KINDS, 'operations_kind_check');
    table
      .text('status')
      .notNullable()
      .checkIn(['RUNNING', 'SUCCEEDED', 'FAILED'], 'operations_status_check');
    table
      .text('correlation_id')
      .notNullable()
      .comment('The same for every attempt at the same thing');
    table.integer('attempt').notNullable();
    table.text('requested_by').notNullable();
    table.jsonb('request').notNullable();
    table.jsonb('error');
    table
      .integer('stumbles')
      .notNullable()
      .defaultTo(0)
      .comment('Unexpected errors in a row');
    table.timestamp('started_at', { useTz: true }).notNullable();
    table.timestamp('ended_at', { useTz: true });
    table.unique(['correlation_id', 'attempt']);
    table.index(['session_id', 'started_at']);
  });
  await knex.raw(
    `CREATE UNIQUE INDEX operations_one_running_unique ON operations (session_id) WHERE status = 'RUNNING'`,
  );

  await knex.schema.createTable('operation_steps', table => {
    table.comment('What an operation did to each of its targets');
    table.bigIncrements('sequence').comment('Order in which they were added');
    table.uuid('id').notNullable().unique();
    table
      .text('operation_id')
      .notNullable()
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table
      .text('target')
      .notNullable()
      .comment('Empty for a step that is about the whole session');
    table.text('target_name');
    table.text('name').notNullable();
    table.text('title').notNullable();
    table
      .text('status')
      .notNullable()
      .checkIn(STEP_STATUSES, 'operation_steps_status_check');
    table.text('message');
    table.text('ssm_command_id');
    table.text('ssm_status');
    table.text('aws_request_id');
    table.jsonb('output');
    table.jsonb('error');
    table.timestamp('started_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.unique(['operation_id', 'target', 'name']);
  });

  await knex.schema.createTable('session_milestones', table => {
    table.comment('When a session reached what, and by whose doing');
    table.bigIncrements('sequence');
    table
      .text('session_id')
      .notNullable()
      .references('id')
      .inTable('failover_sessions')
      .onDelete('CASCADE');
    table
      .text('status')
      .notNullable()
      .checkIn(SESSION_STATUSES, 'session_milestones_status_check');
    table.timestamp('at', { useTz: true }).notNullable();
    table.text('by');
    table.text('operation_id');
    table.index(['session_id', 'sequence']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('session_milestones');
  await knex.schema.dropTable('operation_steps');
  await knex.schema.dropTable('operations');
  await knex.schema.dropTable('recovery_instances');
  await knex.schema.dropTable('failover_sessions');
};
