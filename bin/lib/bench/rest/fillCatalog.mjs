const ONE = 'component:default/orders-app';

/** Whether the catalog has read what is multiplied. */
export async function isMultipliable(client) {
  const { rows } = await client.query(
    `SELECT count(*)::int AS keys FROM catalog.search JOIN catalog.final_entities USING (entity_id)
     WHERE entity_ref = '${ONE}' AND key LIKE 'relations.%'`,
  );
  return rows[0].keys > 0;
}

/**
 * SQL that multiplies one entity of the demo's catalog, row for row as the catalog itself stored it, with a name and an id of
 * its own each. The catalog does not process them again while the bench runs.
 */
export const fillCatalog = ({ entities }) => [
  `CREATE TEMP TABLE one AS
     SELECT * FROM catalog.final_entities WHERE entity_ref = '${ONE}'`,
  `CREATE TEMP TABLE many AS
     SELECT n, md5('entity' || n)::uuid::text AS id, 'orders-app-' || n AS name
     FROM generate_series(1, ${entities}) n`,
  `INSERT INTO catalog.refresh_state
     (entity_id, entity_ref, unprocessed_entity, processed_entity, errors, next_update_at, last_discovery_at, result_hash, unprocessed_hash)
   SELECT many.id, 'component:default/' || many.name,
          replace(unprocessed_entity, '"orders-app"', '"' || many.name || '"'),
          replace(processed_entity, '"orders-app"', '"' || many.name || '"'),
          errors, now() + interval '1 year', now(), result_hash, unprocessed_hash
   FROM many, catalog.refresh_state state, one WHERE state.entity_id = one.entity_id`,
  `INSERT INTO catalog.refresh_state_references (source_key, target_entity_ref)
   SELECT 'bench', 'component:default/' || name FROM many`,
  `INSERT INTO catalog.final_entities (entity_id, hash, final_entity, last_updated_at, entity_ref)
   SELECT many.id, one.hash,
          replace(replace(one.final_entity, '"name":"orders-app"', '"name":"' || many.name || '"'), one.entity_id, many.id),
          now(), 'component:default/' || many.name
   FROM many, one`,
  `INSERT INTO catalog.search (entity_id, key, value, original_value)
   SELECT many.id, key,
          CASE key WHEN 'metadata.name' THEN many.name WHEN 'metadata.uid' THEN many.id ELSE value END,
          CASE key WHEN 'metadata.name' THEN many.name WHEN 'metadata.uid' THEN many.id ELSE original_value END
   FROM many, catalog.search, one WHERE search.entity_id = one.entity_id`,
  'ANALYZE catalog.final_entities, catalog.search, catalog.refresh_state',
  'DROP TABLE one, many',
];
