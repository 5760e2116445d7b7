import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';

const DEFAULT_LIMIT = 50;

/** What to select: filtered by the caller, ordered and cut here. */
export interface PageSelection {
  /** A new query for all that match, each time it is called. */
  matching: () => Knex.QueryBuilder;
  /** SQL of the order, written by us: never what a caller sent. */
  orderBy: string;
  order: 'asc' | 'desc';
  /** The column that tells rows apart which the order does not. */
  id: string;
  columns: string;
  query: { limit?: number; cursor?: string };
}

function offsetOf(cursor: string): number {
  const offset = Number(
    decodeCursor<{ offset: number }>(cursor, ['offset']).offset,
  );
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new InputError('The cursor is not one that this list gave out');
  }
  return offset;
}

/** One page of rows, and how many there are on all pages. @throws InputError for a cursor that is not one of ours */
export async function selectPage(
  selection: PageSelection,
): Promise<{ rows: any[]; totalItems: number; nextCursor?: string }> {
  const { matching, orderBy, order, id, columns, query } = selection;
  const offset = query.cursor ? offsetOf(query.cursor) : 0;
  const [{ count }] = await matching().count({ count: '*' });
  const totalItems = Number(count);
  const rows: any[] = await matching()
    .orderByRaw(`${orderBy} ${order === 'desc' ? 'desc' : 'asc'}`)
    .orderBy(id)
    .offset(offset)
    .limit(query.limit ?? DEFAULT_LIMIT)
    .select(columns);
  const next = offset + rows.length;
  return {
    rows,
    totalItems,
    nextCursor: next < totalItems ? encodeCursor({ offset: next }) : undefined,
  };
}
