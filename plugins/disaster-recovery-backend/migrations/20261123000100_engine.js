// @ts-check

/**
 * What the engine keeps about things in flight: who may write, what is to be woken, and which calls were intended.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw('CREATE SEQUENCE engine_fence_sequence');

  await knex.schema.createTable('engine_fences', table => {
    table.comment('The newest run of each thing in flight: only it may write');
    table.text('kind').notNullable();
    table.text('id').notNullable();
    table.bigInteger('fence').notNullable().comment('Of the newest run');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Runs that failed in a row');
    table.text('last_error').comment('Of the last failed run');
    table.timestamp('run_at', { useTz: true }).notNullable();
    table.primary(['kind', 'id']);
  });

  await knex.schema.createTable('engine_wakes', table => {
    table.comment(
      'Things that are not done; kept apart from the fence, so that whoever wakes a thing never waits for its run',
    );
    table.text('kind').notNullable();
    table.text('id').notNullable();
    table
      .bigInteger('wakes')
      .notNullable()
      .comment('Counts wake-ups: one that comes during a run is not lost');
    table
      .timestamp('wake_at', { useTz: true })
      .notNullable()
      .index()
      .comment('When it is to run next');
    table.primary(['kind', 'id']);
  });

  await knex.schema.createTable('intents', table => {
    table.comment(
      'AWS calls that must not happen twice, written down before they are made',
    );
    table.text('kind').notNullable();
    table.text('thing_id').notNullable();
    table.text('key').notNullable();
    table.text('operation').notNullable().comment('For example StartRecovery');
    table.text('correlation_id');
    table.jsonb('target').notNullable();
    table
      .text('status')
      .notNullable()
      .checkIn(['OPEN', 'DONE', 'REFUSED'], 'intents_status_check');
    table.jsonb('result').comment('Wrapped as { value }, once DONE');
    table.text('error').comment('Of the last refusal or lost answer');
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('opened_at', { useTz: true }).notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.primary(['kind', 'thing_id', 'key']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('intents');
  await knex.schema.dropTable('engine_wakes');
  await knex.schema.dropTable('engine_fences');
  await knex.raw('DROP SEQUENCE engine_fence_sequence');
};
