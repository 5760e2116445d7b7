// @ts-check

/**
 * Recovery Plans, their waves, and which Protection Groups each wave launches.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('recovery_plans', table => {
    table.comment('Plans: waves of Protection Groups, in one account');
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('description');
    table.text('owner').comment('Entity reference').index();
    table.text('entity_ref').comment('The entity that it recovers').index();
    table.text('account_id').notNullable();
    table.text('region').notNullable().comment('Where it launches');
    table.text('source_region').notNullable();
    table
      .text('mirror_session_id')
      .comment('Set on a mirrored plan: a session has one')
      .unique();
    table.text('mirror_plan_id').comment('The plan that it mirrors');
    table.integer('version').notNullable().defaultTo(1);
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.text('created_by').notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
  });
  await knex.raw(
    'CREATE UNIQUE INDEX recovery_plans_name_unique ON recovery_plans (lower(name))',
  );

  await knex.schema.createTable('waves', table => {
    table.comment('Waves of plans; those they depend on are complete first');
    table
      .text('plan_id')
      .notNullable()
      .references('recovery_plans.id')
      .onDelete('CASCADE');
    table.integer('number').notNullable();
    table.text('name').notNullable();
    table.text('description');
    table.jsonb('depends_on').notNullable().comment('Numbers of waves');
    table.boolean('pause_before').notNullable();
    table.jsonb('pre_actions').notNullable();
    table.jsonb('post_actions').notNullable();
    table
      .text('failure_policy')
      .notNullable()
      .checkIn(['failFast', 'continue'], 'waves_failure_policy_check');
    table.primary(['plan_id', 'number']);
  });

  await knex.schema.createTable('wave_groups', table => {
    table.comment(
      'The Protection Groups of each wave: one only once in a plan',
    );
    table.text('plan_id').notNullable();
    table.integer('wave_number').notNullable();
    table
      .text('protection_group_id')
      .notNullable()
      .references('protection_groups.id')
      .index();
    table.integer('position').notNullable();
    table.primary(['plan_id', 'protection_group_id']);
    table
      .foreign(['plan_id', 'wave_number'])
      .references(['plan_id', 'number'])
      .inTable('waves')
      .onDelete('CASCADE');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('wave_groups');
  await knex.schema.dropTable('waves');
  await knex.schema.dropTable('recovery_plans');
};
