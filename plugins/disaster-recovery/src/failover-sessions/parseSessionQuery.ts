import {
  sessionStatusSchema,
  sessionTabSchema,
  type SessionQuery,
} from '@internal/plugin-disaster-recovery-common';
import { cursorOf, PAGE_SIZE } from '../lists';

export const SESSION_FILTERS = ['status', 'region', 'owner', 'text'] as const;

const SORTS = ['createdAt', 'updatedAt', 'name', 'status'] as const;

/** What the address says of the list. Anything it says that makes no sense is left out. */
export function parseSessionQuery(search: URLSearchParams) {
  return {
    tab: sessionTabSchema.safeParse(search.get('tab')).data,
    status: search
      .getAll('status')
      .flatMap(status => sessionStatusSchema.safeParse(status).data ?? []),
    region: search.get('region') ?? undefined,
    owner: search.get('owner') ?? undefined,
    text: search.get('text') ?? undefined,
    orderBy: SORTS.find(sort => sort === search.get('orderBy')) ?? 'createdAt',
    order: (search.get('order') === 'asc' ? 'asc' : 'desc') as 'asc' | 'desc',
    cursor: cursorOf(search),
    limit: PAGE_SIZE,
  } satisfies SessionQuery;
}
