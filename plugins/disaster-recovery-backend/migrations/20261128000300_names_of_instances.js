// @ts-check

const INDEX = 'recovery_instances_text_index';

const NAMES = ['hostname', 'recovery_instance_id', 'source_server_id'];

/** Trigrams know only letters and digits: a separator becomes a letter for them, so that `app-77` is not `app77`. */
const separated = sql => `translate(lower(${sql}), '-._', 'zzz')`;

const ALL_NAMES = separated(
  NAMES.map(name => `coalesce(${name}, '')`).join(" || ' ' || "),
);

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
      .comment('What its names have for a search, which asks the names again');
  });
  await indexNames(knex, ['names']);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await indexNames(
    knex,
    NAMES.map(name => `(${separated(name)})`),
  );
  await knex.schema.alterTable('recovery_instances', table => {
    table.dropColumn('names');
  });
};
