// @ts-check

const INDEX = 'recovery_instances_text_index';

const NAMES = ['hostname', 'recovery_instance_id', 'source_server_id'];

/**
 * Trigrams do not tell `app-77` from `app77` or `77`, for they know only letters and digits: a separator becomes a letter for
 * them. The search for sessions asks by the same expression.
 */
const separated = name => `(translate(lower(${name}), '-._', 'zzz'))`;

async function indexNames(knex, indexed) {
  await knex.raw('DROP INDEX IF EXISTS ??', [INDEX]);
  const { rows } = await knex.raw(
    "SELECT nspname AS schema FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'pg_trgm'",
  );
  // Where the portal's role could not make the extension, the search works and is slower.
  for (const { schema } of rows) {
    await knex.raw(
      `CREATE INDEX ?? ON recovery_instances USING gin (${indexed.map(
        expression => `${expression} "${schema}".gin_trgm_ops`,
      )})`,
      [INDEX],
    );
  }
}

/**
 * Finds parts of names by their separators too.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await indexNames(knex, NAMES.map(separated));
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await indexNames(knex, NAMES);
};
