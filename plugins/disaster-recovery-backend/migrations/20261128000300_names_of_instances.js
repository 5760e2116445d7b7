// @ts-check

const INDEX = 'recovery_instances_text_index';

const NAMES = ['hostname', 'recovery_instance_id', 'source_server_id'];

/** As the index was before: a separator is a letter for trigrams, which know only letters and digits. */
const separated = name => `(translate(lower(${name}), '-._', 'zzz'))`;

/**
 * All names, a line each, in small letters and with a capital one for each separator: trigrams see a letter there, and whoever
 * compares sees which separator it is. The search for sessions asks for its text in the same way.
 */
const ALL_NAMES = `translate(lower(${NAMES.map(
  name => `coalesce(${name}, '')`,
).join(" || E'\n' || ")}), '-._', 'XYZ')`;

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
 * Keeps what machines are searched by: a part that thousands of them have is compared with each, which took most of a search
 * while it was made anew for each.
 *
 * Adding the column writes the table anew, which nobody may read meanwhile: half a minute for a million machines.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw('DROP INDEX IF EXISTS ??', [INDEX]);
  await knex.schema.alterTable('recovery_instances', table => {
    table
      .specificType('names', `text GENERATED ALWAYS AS (${ALL_NAMES}) STORED`)
      .comment('Its names as they are searched');
  });
  await indexNames(knex, ['names']);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await indexNames(knex, NAMES.map(separated));
  await knex.schema.alterTable('recovery_instances', table => {
    table.dropColumn('names');
  });
};
