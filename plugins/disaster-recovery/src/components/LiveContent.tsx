import { ResponseError } from '@backstage/errors';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isAwayError } from '../live/isAwayError';
import { useWords } from '../useWords';
import { EmptyState } from './EmptyState';
import { ErrorThreeLines } from './ErrorThreeLines';
import { PageSkeleton } from './Skeletons';

/**
 * Shows what a live query has read: a skeleton first; then the content, and the content still when a later read fails; the
 * server's own error only where there is nothing else to show.
 */
export function LiveContent<T>(props: {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  children(data: T): ReactNode;
}) {
  const t = useWords();
  const { data, error } = props.query;
  if (data !== undefined) {
    return <>{props.children(data)}</>;
  }
  if (error instanceof ResponseError && error.response.status === 404) {
    return (
      <EmptyState
        title={t('common.error.notFound')}
        description={error.body.error.message}
      />
    );
  }
  if (error && !isAwayError(error)) {
    return <ErrorThreeLines error={error} />;
  }
  return <>{props.skeleton ?? <PageSkeleton />}</>;
}
