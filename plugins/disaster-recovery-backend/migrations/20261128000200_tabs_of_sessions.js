// @ts-check

const OWN_TAB = `CASE
  WHEN status = 'CLEANUP_COMPLETE' THEN 'done'
  WHEN last_error IS NOT NULL THEN 'needsYou'
  WHEN status = 'READY_FOR_FAILBACK' THEN 'ready'
  WHEN status = 'REVERSE_REPLICATING' AND mirrored_at IS NOT NULL THEN 'inProgress'
  ELSE 'needsYou'
END`;

/** Text is searched anywhere in these. */
const TEXTS = ['name', 'original_recovery_plan_name'];
const TEXT_INDEX = 'failover_sessions_text_index';
const MIRRORED_INDEX = 'failover_sessions_mirrored_groups_index';
const LIST_INDEX = 'failover_sessions_list_index';

/**
 * What lists ask of every session that there is: under which tab it belongs, and whether it has a text or a group.
 *
 * Adding the column writes the table of sessions anew, which nobody may read meanwhile: a row for each failover ever, and so
 * done in no time.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('failover_sessions', table => {
    table
      .specificType('own_tab', `text GENERATED ALWAYS AS (${OWN_TAB}) STORED`)
      .comment(
        'The tab of the list by what the session itself says: its instances and its operation may say otherwise',
      );
    // The original groups have theirs: who asks for a group asks for both.
    table.index(['mirrored_protection_group_ids'], MIRRORED_INDEX, 'gin');
  });
  // Counting reads this instead of the rows, and in the order in which operations and instances are found by their session.
  await knex.raw(
    'CREATE INDEX ?? ON failover_sessions (id) INCLUDE (own_tab)',
    [LIST_INDEX],
  );
  const { rows } = await knex.raw(
    "SELECT nspname AS schema FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'pg_trgm'",
  );
  // Where the portal's role could not make the extension, the search works and is slower.
  for (const { schema } of rows) {
    await knex.raw(
      `CREATE INDEX ?? ON failover_sessions USING gin (${TEXTS.map(
        text => `${text} "${schema}".gin_trgm_ops`,
      )})`,
      [TEXT_INDEX],
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX IF EXISTS ??', [TEXT_INDEX]);
  await knex.raw('DROP INDEX ??', [LIST_INDEX]);
  await knex.schema.alterTable('failover_sessions', table => {
    table.dropIndex(['mirrored_protection_group_ids'], MIRRORED_INDEX);
    table.dropColumn('own_tab');
  });
};
