import type { Knex } from 'knex';
import { z } from 'zod';
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

/** Further than any list goes, and still a number that Postgres takes. */
const offsetCursor = z.object({
  offset: z.number().int().min(0).max(1_000_000_000),
});

/** One page of rows, and how many there are on all pages. @throws InputError for a cursor that is not one of ours */
export async function selectPage(
  selection: PageSelection,
): Promise<{ rows: any[]; totalItems: number; nextCursor?: string }> {
  const { matching, orderBy, order, id, columns, query } = selection;
  const { offset } = query.cursor
    ? decodeCursor(query.cursor, offsetCursor)
    : { offset: 0 };
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
