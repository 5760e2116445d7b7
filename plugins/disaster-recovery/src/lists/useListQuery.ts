import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Rows on a page of a list. */
export const PAGE_SIZE = 25;

/** Values of the address to set; undefined, empty text or an empty list removes one. */
export type SearchChange = Record<string, string | string[] | undefined>;

/** The cursor that the address says the list is at. */
export function cursorOf(search: URLSearchParams): string | undefined {
  return search.getAll('after').at(-1);
}

interface Sorting {
  orderBy: string;
  order: 'asc' | 'desc';
}

/** A list's filters, order and page, and how to change them. */
export interface ListQuery<Q = {}> {
  query: Q & Sorting;
  change(values: SearchChange, options?: { replace?: boolean }): void;
  /** The cursors of the pages before this one, and of this one. */
  pages: string[];
  isFiltered: boolean;
  clear(): void;
  sort(column: string): void;
}

/**
 * A list's filters, order and page as the address has them, and how to change them.
 *
 * @param parse - reads the query from the address, leaving out what makes no sense; must be stable
 * @param filters - the parameters that narrow the list
 */
export function useListQuery<Q extends Sorting>(
  parse: (search: URLSearchParams) => Q,
  filters: readonly string[],
): ListQuery<Q> {
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => parse(search), [parse, search]);

  const change = useCallback(
    (values: SearchChange, options?: { replace?: boolean }) =>
      setSearch(before => {
        const after = new URLSearchParams(before);
        // Whatever changes the list begins it anew.
        after.delete('after');
        for (const [key, value] of Object.entries(values)) {
          after.delete(key);
          for (const item of [value ?? []].flat()) {
            if (item !== '') {
              after.append(key, item);
            }
          }
        }
        return after;
      }, options),
    [setSearch],
  );

  return {
    query,
    change,
    pages: search.getAll('after'),
    isFiltered: filters.some(key => search.has(key)),
    clear: () => change(Object.fromEntries(filters.map(key => [key, '']))),
    sort: (column: string) =>
      change({
        orderBy: column,
        order:
          query.orderBy === column && query.order === 'asc' ? 'desc' : 'asc',
      }),
  };
}
