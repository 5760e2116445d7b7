// @ts-check

const EXECUTION_STATUSES = [
  'PENDING',
  'RUNNING',
  'PAUSED',
  'CANCELLING',
  'COMPLETED',
  'PARTIAL',
  'FAILED',
  'CANCELLED',
];

const WAVE_STATUSES = [
  'PENDING',
  'PAUSED',
  'PRE_ACTIONS',
  'LAUNCHING',
  'POST_ACTIONS',
  'COMPLETED',
  'PARTIAL',
  'FAILED',
  'SKIPPED',
  'CANCELLED',
];

const SERVER_STATUSES = [
  'PENDING',
  'WAITING',
  'LAUNCHING',
  'LAUNCHED',
  'FAILED',
  'SKIPPED',
  'CANCELLED',
  'TERMINATED',
];

const ACTION_STATUSES = [
  'PENDING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'SKIPPED',
  'CANCELLED',
];

/**
 * Executions of Recovery Plans, with their waves, servers, DRS jobs and wave actions.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('executions', table => {
    table.comment('Runs of plans; they outlive the plan they ran');
    table.text('id').primary();
    table
      .text('execution_type')
      .notNullable()
      .checkIn(['DRILL', 'RECOVERY'], 'executions_type_check');
    table
      .text('purpose')
      .notNullable()
      .checkIn(['FAILOVER', 'FAILBACK'], 'executions_purpose_check');
    table
      .text('status')
      .notNullable()
      .checkIn(EXECUTION_STATUSES, 'executions_status_check');
    table.text('plan_id').notNullable().index();
    table.text('plan_name').notNullable();
    table.text('session_id').index();
    table.text('owner').index();
    table.text('entity_ref').index();
    table.text('account_id').notNullable();
    table.text('region').notNullable().comment('Where it launches');
    table.text('source_region').notNullable();
    table.text('pause_reason');
    table.boolean('pause_requested').notNullable().defaultTo(false);
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.jsonb('last_error');
    table.text('correlation_id').notNullable();
    table.integer('attempt').notNullable().defaultTo(1);
    table.text('requested_by').notNullable();
    table
      .jsonb('accepted_destroyed')
      .notNullable()
      .comment('Recovery instances that the caller accepted to lose');
    table.jsonb('plan_waves').notNullable().comment('As it started');
    table.timestamp('created_at', { useTz: true }).notNullable().index();
    table.timestamp('started_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.timestamp('updated_at', { useTz: true }).notNullable();
  });

  await knex.schema.createTable('execution_waves', table => {
    table.comment('How far each wave of an execution is');
    table
      .text('execution_id')
      .notNullable()
      .references('executions.id')
      .onDelete('CASCADE');
    table.integer('number').notNullable();
    table.text('name').notNullable();
    table
      .text('status')
      .notNullable()
      .checkIn(WAVE_STATUSES, 'execution_waves_status_check');
    table.text('reason');
    table
      .boolean('pause_passed')
      .notNullable()
      .defaultTo(false)
      .comment('Someone resumed past the pause before it');
    table.float('expected_seconds').comment('Median of past runs');
    table.timestamp('started_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.primary(['execution_id', 'number']);
  });

  await knex.schema.createTable('execution_jobs', table => {
    table.comment('DRS jobs of executions; written before they are started');
    table.text('id').primary().comment('Also the tag by which it is found');
    table
      .text('execution_id')
      .notNullable()
      .references('executions.id')
      .onDelete('CASCADE');
    table.integer('wave_number').notNullable();
    table
      .text('kind')
      .notNullable()
      .checkIn(['LAUNCH', 'TERMINATE'], 'execution_jobs_kind_check');
    table.text('job_id').comment("DRS's id, once it has answered").index();
    table
      .text('status')
      .notNullable()
      .checkIn(
        ['PLANNED', 'PENDING', 'STARTED', 'COMPLETED'],
        'execution_jobs_status_check',
      );
    table.integer('server_count').notNullable();
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.timestamp('seen_at', { useTz: true }).comment('Last seen in DRS');
    table.timestamp('log_read_at', { useTz: true });
    table.timestamp('started_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.index(['execution_id', 'status']);
  });

  await knex.schema.createTable('execution_servers', table => {
    table.comment('The verdict on each server of an execution');
    table.text('id').primary();
    table
      .text('execution_id')
      .notNullable()
      .references('executions.id')
      .onDelete('CASCADE');
    table.integer('wave_number').notNullable();
    table.text('protection_group_id').notNullable();
    table.text('account_id').notNullable();
    table.text('region').notNullable();
    table.text('source_server_id').notNullable();
    table.text('hostname');
    table
      .boolean('starts_stopped')
      .notNullable()
      .comment('Its launch settings leave the instance stopped');
    table
      .boolean('active')
      .notNullable()
      .comment('Its execution has not ended: no other may take it');
    table
      .text('status')
      .notNullable()
      .checkIn(SERVER_STATUSES, 'execution_servers_status_check');
    table.text('stage');
    table.text('reason');
    table.jsonb('error');
    table.text('execution_job_id').references('execution_jobs.id');
    table.text('job_id').comment("DRS's job that launched it");
    table.text('recovery_instance_id').index();
    table.integer('pack_size').comment('Largest job it may be part of');
    table.integer('refusals').notNullable().defaultTo(0);
    table.integer('settings_attempt').comment('For which settings are applied');
    table.timestamp('judge_by', { useTz: true });
    table.boolean('terminating').notNullable().defaultTo(false);
    table.timestamp('terminate_by', { useTz: true });
    table.integer('attempt').notNullable().defaultTo(1);
    table.timestamp('started_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.unique(['execution_id', 'source_server_id']);
    table.index(['execution_id', 'wave_number']);
  });
  await knex.raw(
    `CREATE UNIQUE INDEX execution_servers_one_active
       ON execution_servers (account_id, region, source_server_id) WHERE active`,
  );

  await knex.schema.createTable('execution_actions', table => {
    table.comment('Runs of pre- and post-wave actions');
    table.text('id').primary().comment('Also the token by which it is found');
    table
      .text('execution_id')
      .notNullable()
      .references('executions.id')
      .onDelete('CASCADE');
    table.integer('wave_number').notNullable();
    table
      .text('phase')
      .notNullable()
      .checkIn(['PRE', 'POST'], 'execution_actions_phase_check');
    table.integer('position').notNullable();
    table.integer('attempt').notNullable();
    table.text('name').notNullable();
    table
      .text('kind')
      .notNullable()
      .checkIn(['AUTOMATION', 'COMMAND'], 'execution_actions_kind_check');
    table.text('document_name').notNullable();
    table
      .text('status')
      .notNullable()
      .checkIn(ACTION_STATUSES, 'execution_actions_status_check');
    table
      .integer('only_attempt')
      .comment('Runs on what this attempt launched, after an earlier success');
    table.jsonb('instance_ids').comment('What it runs on, once known');
    table.jsonb('ssm_ids').notNullable().comment('Commands or the automation');
    table.integer('seen').comment('Invocations at the last look');
    table.text('output');
    table.jsonb('error');
    table.timestamp('started_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.unique([
      'execution_id',
      'wave_number',
      'phase',
      'position',
      'attempt',
    ]);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('execution_actions');
  await knex.schema.dropTable('execution_servers');
  await knex.schema.dropTable('execution_jobs');
  await knex.schema.dropTable('execution_waves');
  await knex.schema.dropTable('executions');
};
