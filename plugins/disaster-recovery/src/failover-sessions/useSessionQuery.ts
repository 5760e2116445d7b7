import {
  sessionStatusSchema,
  sessionTabSchema,
  type SessionQuery,
  type SessionTab,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export const PAGE_SIZE = 25;
const SORTS = ['createdAt', 'updatedAt', 'name', 'status'] as const;

/** What the address says of the list. Anything it says that makes no sense is left out. */
export function parseSessionQuery(search: URLSearchParams): SessionQuery {
  const tab = sessionTabSchema.safeParse(search.get('tab'));
  const orderBy = SORTS.find(sort => sort === search.get('orderBy'));
  return {
    tab: tab.data,
    status: search
      .getAll('status')
      .flatMap(status => sessionStatusSchema.safeParse(status).data ?? []),
    region: search.get('region') ?? undefined,
    owner: search.get('owner') ?? undefined,
    text: search.get('text') ?? undefined,
    orderBy: orderBy ?? 'createdAt',
    order: search.get('order') === 'asc' ? 'asc' : 'desc',
    cursor: search.getAll('after').at(-1),
    limit: PAGE_SIZE,
  };
}

/** Values of the address to set; undefined or an empty list removes one. */
export type SearchChange = Record<string, string | string[] | undefined>;

/** The list's filters, order and page as the address has them, and how to change them. */
export function useSessionQuery() {
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => parseSessionQuery(search), [search]);

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
    /** The cursors of the pages before this one, and of this one. */
    pages: search.getAll('after'),
    isFiltered: ['status', 'region', 'owner', 'text'].some(key =>
      search.has(key),
    ),
    change,
    selectTab: (tab: SessionTab) => change({ tab }),
    clear: () =>
      change({
        status: undefined,
        region: undefined,
        owner: undefined,
        text: undefined,
      }),
  };
}
