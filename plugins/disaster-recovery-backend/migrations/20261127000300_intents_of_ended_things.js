// @ts-check

/**
 * A run that takes over may see in AWS that a call had acted, and go on without asking for its answer: when the thing has come to
 * its end, nobody waits for that any more.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('intents', table => {
    table
      .timestamp('thing_ended_at', { useTz: true })
      .comment('Of an OPEN one: its thing came to its end, by what AWS shows');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('intents', table => {
    table.dropColumn('thing_ended_at');
  });
};
