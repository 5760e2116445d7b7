// @ts-check

const FUNCTION = 'note_session_digest_change';
/** What a statement leaves behind of the instances that it wrote, by what it did. */
const WRITTEN = { INSERT: 'NEW', UPDATE: 'NEW', DELETE: 'OLD' };

const triggerOf = event =>
  `recovery_instances_${event.toLowerCase()}_changes_digest`;

/**
 * What the instances of each session add up to, kept for lists, which would add up thousands of instances otherwise. Whoever
 * writes instances notes in the same transaction that the session has changed: only by adding a row, for writers that changed
 * one row of a session would wait for each other.
 *
 * The triggers lock `recovery_instances` against writers, and the foreign key `failover_sessions`, until the migration ends: it
 * reads neither, and takes no longer on large tables.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('session_digests', table => {
    table.comment(
      'What the instances of a session add up to: true while no change of the session is noted',
    );
    table
      .text('session_id')
      .primary()
      .references('id')
      .inTable('failover_sessions')
      .onDelete('CASCADE');
    table
      .text('rule')
      .notNullable()
      .comment('How it was added up: another version may do it otherwise');
    table
      .bigInteger('number')
      .notNullable()
      .comment('Of two digests, the one with the larger number saw more');
    table.jsonb('digest').comment('None when it was forgotten');
  });
  await knex.raw(
    'CREATE SEQUENCE session_digest_numbers OWNED BY session_digests.number',
  );
  await knex.schema.createTable('session_digest_changes', table => {
    table.comment(
      'Sessions whose instances were written since their digest was kept',
    );
    table.bigIncrements('id');
    table
      .text('session_id')
      .notNullable()
      .index()
      .comment('Its instances may have been deleted with it');
  });

  // An instance stays in its session: what it becomes says which one that is.
  await knex.raw(
    `CREATE FUNCTION ${FUNCTION}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
     BEGIN
       INSERT INTO session_digest_changes (session_id) SELECT DISTINCT session_id FROM written;
       RETURN NULL;
     END $$`,
  );
  for (const [event, rows] of Object.entries(WRITTEN)) {
    await knex.raw(
      `CREATE TRIGGER ${triggerOf(event)} AFTER ${event} ON recovery_instances
       REFERENCING ${rows} TABLE AS written
       FOR EACH STATEMENT EXECUTE FUNCTION ${FUNCTION}()`,
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const event of Object.keys(WRITTEN)) {
    await knex.raw(`DROP TRIGGER ${triggerOf(event)} ON recovery_instances`);
  }
  await knex.raw(`DROP FUNCTION ${FUNCTION}()`);
  await knex.schema.dropTable('session_digest_changes');
  await knex.schema.dropTable('session_digests');
};
