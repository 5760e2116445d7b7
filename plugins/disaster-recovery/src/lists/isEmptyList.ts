import type { UseQueryResult } from '@tanstack/react-query';
import type { ListQuery } from './useListQuery';

/** Whether there is nothing at all, rather than nothing that matches. */
export function isEmptyList(
  list: UseQueryResult<{ totalItems: number }>,
  state: ListQuery,
): boolean {
  return list.data?.totalItems === 0 && !state.isFiltered;
}
