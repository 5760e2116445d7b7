// @ts-check

/**
 * What people and CloudWatch Logs are told of a change is written down with the change: a process that is killed right after it
 * leaves it to others to be sent.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('outbox', table => {
    table.comment('What has to be sent out of the portal, until it has been');
    table.bigIncrements('sequence').comment('The order of sending');
    table.text('channel').notNullable().comment('What it goes through');
    table
      .text('scope')
      .comment('A newer one of the same scope takes the place of an older');
    table.jsonb('content').notNullable();
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now());
    table.unique(['channel', 'scope']);
    table.index(['channel', 'sequence']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('outbox');
};
