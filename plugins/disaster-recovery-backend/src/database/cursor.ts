import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Makes an opaque cursor from the values that the next page starts after. */
export function encodeCursor(values: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor that {@link encodeCursor} made.
 *
 * @param shape - what its values are
 * @throws InputError for anything else: whoever calls may have made the cursor
 */
export function decodeCursor<T>(cursor: string, shape: z.ZodType<T>): T {
  const read = shape.safeParse(parse(cursor));
  if (!read.success) {
    throw new InputError('The cursor is not one that this list gave out');
  }
  return read.data;
}

/** Undefined, as no cursor is, when it is no JSON. */
function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** Text that Postgres takes. */
export const cursorText = z
  .string()
  .max(1000)
  .regex(/^[^\0]*$/);
