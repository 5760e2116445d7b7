// @ts-check

/**
 * Protection Groups, and the DRS source servers that each of them holds.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('protection_groups', table => {
    table.comment(
      'Groups of DRS source servers that are launched together, with how to launch them in both regions',
    );
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('description');
    table.text('owner').comment('Entity reference').index();
    table.text('entity_ref').comment('The entity that it protects').index();
    table.text('account_id').notNullable().comment('Of the DRS');
    table.text('region').notNullable().comment('Of the DRS');
    table.text('source_account_id').notNullable();
    table.text('source_region').notNullable();
    table
      .text('selection_by')
      .notNullable()
      .checkIn(['ids', 'tags'], 'protection_groups_selection_by_check');
    table
      .jsonb('selection_tags')
      .comment('All must match; of a group that chooses by tags');
    table.jsonb('launch_config').notNullable().comment('Both halves');
    table
      .jsonb('server_overrides')
      .notNullable()
      .comment('Both halves by source server id, over those of the group');
    table.text('mirror_session_id').comment('Set on a mirrored group');
    table.text('mirror_group_id').comment('The group that it mirrors');
    table
      .jsonb('selected_by_tags')
      .comment('Of a mirrored group: how the original chose');
    table.timestamp('last_drill_at', { useTz: true });
    table.integer('version').notNullable().defaultTo(1);
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.text('created_by').notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.unique(['mirror_session_id', 'mirror_group_id']);
    table.check(
      `(selection_by = 'tags') = (selection_tags IS NOT NULL)`,
      {},
      'protection_groups_selection_check',
    );
    table.check(
      '(mirror_session_id IS NULL) = (mirror_group_id IS NULL)',
      {},
      'protection_groups_mirror_check',
    );
    table.index(['account_id', 'region']);
  });
  await knex.raw(
    'CREATE UNIQUE INDEX protection_groups_name_unique ON protection_groups (lower(name))',
  );

  await knex.schema.createTable('protected_servers', table => {
    table.comment(
      'The servers of groups, as last resolved and observed. A server is in one group only.',
    );
    table.text('account_id').notNullable();
    table.text('region').notNullable();
    table.text('source_server_id').notNullable();
    table
      .text('group_id')
      .notNullable()
      .references('protection_groups.id')
      .onDelete('CASCADE')
      .index();
    table.text('hostname');
    table
      .text('origin_instance_id')
      .comment('The EC2 instance whose disks are replicated');
    table
      .text('platform')
      .checkIn(['LINUX', 'WINDOWS'], 'protected_servers_platform_check');
    table.jsonb('tags').notNullable().defaultTo('{}');
    table
      .jsonb('captured')
      .comment('The origin half as EC2 described it; the last good one');
    table.timestamp('captured_at', { useTz: true });
    table
      .jsonb('capture_error')
      .comment('Why the last capture failed; a good one before it stays');
    table
      .jsonb('drift')
      .notNullable()
      .defaultTo('[]')
      .comment('Where DRS does not hold what the group says');
    table.timestamp('drift_checked_at', { useTz: true });
    table.timestamp('applied_at', { useTz: true });
    table.jsonb('apply_error');
    table.text('data_replication_state').comment("DRS's own state");
    table.double('lag_seconds');
    table.timestamp('observed_at', { useTz: true });
    table.primary(['account_id', 'region', 'source_server_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('protected_servers');
  await knex.schema.dropTable('protection_groups');
};
