// @ts-check

/**
 * What a job terminates is written down before it is asked for: whoever goes on after a crash asks for nothing twice.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('execution_jobs', table => {
    table
      .jsonb('instance_ids')
      .comment('Recovery instances that a TERMINATE job is about');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('execution_jobs', table => {
    table.dropColumn('instance_ids');
  });
};
