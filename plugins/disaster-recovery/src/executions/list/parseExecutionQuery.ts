import {
  executionStatusSchema,
  executionTypeSchema,
  type ExecutionQuery,
} from '@internal/plugin-disaster-recovery-common';
import { cursorOf, PAGE_SIZE } from '../../lists';

export const EXECUTION_FILTERS = ['text', 'status', 'executionType'] as const;

const SORTS = ['createdAt', 'planName', 'status'] as const;

/** What the address says of the list. Anything it says that makes no sense is left out. */
export function parseExecutionQuery(search: URLSearchParams) {
  return {
    text: search.get('text') ?? undefined,
    status: search
      .getAll('status')
      .flatMap(status => executionStatusSchema.safeParse(status).data ?? []),
    executionType: executionTypeSchema.safeParse(search.get('executionType'))
      .data,
    orderBy: SORTS.find(sort => sort === search.get('orderBy')) ?? 'createdAt',
    order: search.get('order') === 'asc' ? 'asc' : 'desc',
    cursor: cursorOf(search),
    limit: PAGE_SIZE,
  } satisfies ExecutionQuery;
}
