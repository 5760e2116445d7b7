// @ts-check

const STATES = [
  'NOT_STARTED',
  'INITIATING',
  'INITIAL_SYNC',
  'CONTINUOUS',
  'READY',
  'READY_WITH_LAG',
  'ERROR',
];

/**
 * What was observed of reverse replication, for charts, and when each region was last looked at.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('replication_samples', table => {
    table.comment(
      'Observations of reverse replication: one for each change worth drawing, and now and then without one',
    );
    table
      .text('session_id')
      .notNullable()
      .references('id')
      .inTable('failover_sessions')
      .onDelete('CASCADE');
    table.text('recovery_instance_id').notNullable();
    table.timestamp('at', { useTz: true }).notNullable().index();
    table
      .text('state')
      .notNullable()
      .checkIn(STATES, 'replication_samples_state_check');
    table.double('lag_seconds');
    table.bigInteger('backlog_bytes');
    table
      .bigInteger('remaining_bytes')
      .comment('Still to be copied or compared');
    table.double('percent');
    table.primary(['session_id', 'recovery_instance_id', 'at']);
  });

  await knex.schema.createTable('replication_watches', table => {
    table.comment(
      'Where DRS is watched for sessions: the account and region that the data returns to',
    );
    table.text('account_id').notNullable();
    table.text('region').notNullable();
    table
      .timestamp('observed_at', { useTz: true })
      .notNullable()
      .comment('When AWS was last asked');
    table.timestamp('next_observation_at', { useTz: true }).notNullable();
    table.integer('session_count').notNullable();
    table.integer('server_count').notNullable();
    table.text('error').comment('What AWS did not answer, the last time');
    table.primary(['account_id', 'region']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('replication_watches');
  await knex.schema.dropTable('replication_samples');
};
