import type { GroupQuery } from '@internal/plugin-disaster-recovery-common';
import { cursorOf, PAGE_SIZE } from './useListQuery';

export const GROUP_FILTERS = [
  'text',
  'region',
  'owner',
  'includeMirrored',
] as const;

const SORTS = ['name', 'updatedAt'] as const;

/** What the address says of a list of groups or plans. Anything it says that makes no sense is left out. */
export function parseGroupQuery(search: URLSearchParams) {
  return {
    text: search.get('text') ?? undefined,
    region: search.get('region') ?? undefined,
    owner: search.get('owner') ?? undefined,
    includeMirrored: search.get('includeMirrored') === 'true' || undefined,
    orderBy: SORTS.find(sort => sort === search.get('orderBy')) ?? 'name',
    order: (search.get('order') === 'desc' ? 'desc' : 'asc') as 'asc' | 'desc',
    cursor: cursorOf(search),
    limit: PAGE_SIZE,
  } satisfies GroupQuery;
}
