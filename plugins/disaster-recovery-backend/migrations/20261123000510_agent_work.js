// @ts-check

const STEPS = [
  'CHECK_SSM',
  'UNINSTALL_AGENT',
  'REBOOT',
  'WAIT_FOR_SSM',
  'INSTALL_AGENT',
  'VERIFY_SOURCE_SERVER',
];

/**
 * Where the agent work on each instance stands, as the machine that does it needs to know; what people see of it is with
 * the instance.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('agent_work', table => {
    table.comment('The agent work on one instance, kept across attempts');
    table.text('session_id').notNullable();
    table.text('recovery_instance_id').notNullable();
    table
      .text('operation_id')
      .notNullable()
      .index()
      .comment('The attempt that it belongs to now')
      .references('id')
      .inTable('operations')
      .onDelete('CASCADE');
    table.text('step').notNullable().checkIn(STEPS, 'agent_work_step_check');
    table
      .text('outcome')
      .checkIn(['SUCCEEDED', 'FAILED'], 'agent_work_outcome_check');
    table
      .timestamp('step_started_at', { useTz: true })
      .comment('Empty while it waits for its turn');
    table.jsonb('state').notNullable();
    table.primary(['session_id', 'recovery_instance_id']);
    table
      .foreign(['session_id', 'recovery_instance_id'])
      .references(['session_id', 'recovery_instance_id'])
      .inTable('recovery_instances')
      .onDelete('CASCADE');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('agent_work');
};
