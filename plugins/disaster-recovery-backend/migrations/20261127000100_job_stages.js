// @ts-check

/**
 * When the servers of a launch had come how far: from it is expected when the next launch ends.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('execution_jobs', table => {
    table
      .timestamp('converting_since', { useTz: true })
      .comment('When the last of its servers began to be converted');
    table
      .timestamp('launching_since', { useTz: true })
      .comment('When the last of its servers began to be launched');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('execution_jobs', table => {
    table.dropColumn('launching_since');
    table.dropColumn('converting_since');
  });
};
