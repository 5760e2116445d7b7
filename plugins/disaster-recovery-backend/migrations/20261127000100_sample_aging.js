// @ts-check

/**
 * How far samples of reverse replication have been thinned by their age.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('replication_sample_aging', table => {
    table.comment('One row: where the thinning of old samples goes on');
    table
      .integer('id')
      .primary()
      .checkIn([1], 'replication_sample_aging_one_row');
    table.timestamp('thinned_until', { useTz: true }).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('replication_sample_aging');
};
