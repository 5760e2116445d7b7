// @ts-check

/**
 * The durable record of who did what to what, and how it ended.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_events', table => {
    table.comment('Append-only record of actions and their outcomes');
    table.bigIncrements('sequence').comment('Order of writing');
    table.uuid('id').notNullable().unique();
    table.timestamp('at', { useTz: true }).notNullable();
    table.text('actor').notNullable();
    table.text('action').notNullable();
    table
      .text('outcome')
      .notNullable()
      .checkIn(
        ['REQUESTED', 'SUCCEEDED', 'FAILED', 'RETRIED', 'OBSERVED', 'REFUSED'],
        'audit_events_outcome_check',
      );
    table.text('resource_type').notNullable();
    table.text('resource_id').notNullable();
    table.text('session_id');
    table.text('operation_id');
    table.text('correlation_id');
    table.text('message').notNullable();
    table.jsonb('error');
    table.jsonb('details');
    table.index(['session_id', 'sequence']);
    table.index(['resource_type', 'resource_id', 'sequence']);
    table.index(['correlation_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_events');
};
