// @ts-check

const TRIGRAMS = 'recovery_instances_text_index';

/** Where the operator classes of pg_trgm are; undefined where it cannot be had. */
async function schemaOfTrigrams(knex) {
  const { rows } = await knex.raw(
    `SELECT (SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'pg_trgm') AS schema,
            EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')
              AND has_database_privilege(current_database(), 'CREATE') AS available`,
  );
  const [{ schema, available }] = rows;
  if (schema || !available) {
    return schema ?? undefined;
  }
  await knex.raw('CREATE EXTENSION pg_trgm');
  return schemaOfTrigrams(knex);
}

/**
 * Indexes for what lists ask of tables with a row for each machine.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    'CREATE INDEX recovery_instances_failed_index ON recovery_instances (session_id) WHERE failed',
  );
  await knex.raw('CREATE INDEX executions_status_index ON executions (status)');
  await knex.raw(
    'CREATE INDEX execution_servers_job_index ON execution_servers (execution_job_id)',
  );
  await knex.raw(
    'CREATE INDEX execution_servers_group_index ON execution_servers (execution_id, protection_group_id)',
  );
  // Text is searched anywhere in a name. Where the portal's role may not make the extension, the search works and is slower.
  const schema = await schemaOfTrigrams(knex);
  if (schema) {
    await knex.raw(
      `CREATE INDEX ?? ON recovery_instances USING gin (
         recovery_instance_id :trigrams, hostname :trigrams, source_server_id :trigrams)`.replace(
        /:trigrams/g,
        `"${schema}".gin_trgm_ops`,
      ),
      [TRIGRAMS],
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX IF EXISTS ??', [TRIGRAMS]);
  await knex.raw('DROP INDEX execution_servers_group_index');
  await knex.raw('DROP INDEX execution_servers_job_index');
  await knex.raw('DROP INDEX executions_status_index');
  await knex.raw('DROP INDEX recovery_instances_failed_index');
};
