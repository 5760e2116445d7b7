import * as common from '@internal/plugin-disaster-recovery-common';
import { z } from 'zod';

type JsonSchema = { [keyword: string]: unknown };

function isNamedSchema(value: unknown): value is z.ZodType {
  return value instanceof z.ZodType && value.meta()?.id !== undefined;
}

/** The schemas of the common package as OpenAPI components, each under the id that it carries. */
export function schemaComponents(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  const exported: unknown[] = Object.values(common);
  for (const schema of exported.filter(isNamedSchema)) {
    registry.add(schema, { id: String(schema.meta()!.id) });
  }
  const { schemas } = z.toJSONSchema(registry, {
    uri: id => `#/components/schemas/${id}`,
    // What a schema gives a default to may be left out: of requests, which the validator completes.
    io: 'input',
    unrepresentable: 'any',
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const { $schema, $id, id: _id, ...rest } = schema as JsonSchema;
      return [id, rest];
    }),
  );
}
