import { InputError } from '@backstage/errors';

/** Makes an opaque cursor from the values that the next page starts after. */
export function encodeCursor(values: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor that {@link encodeCursor} made.
 *
 * @throws InputError for anything else
 */
export function decodeCursor<T extends Record<string, unknown>>(
  cursor: string,
  keys: (keyof T & string)[],
): T {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (keys.every(key => key in values)) {
      return values;
    }
  } catch {
    // Falls through: a cursor that does not parse is as wrong as one that lacks a value.
  }
  throw new InputError('The cursor is not one that this list gave out');
}
