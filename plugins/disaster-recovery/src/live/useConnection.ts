import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isAwayError } from './isAwayError';

/** Whether the backend answers, by the last answer to what is on screen; and when something was last read. */
export interface Connection {
  away: boolean;
  lastReadAt?: Date;
}

const HERE = 'here';

/** Follows what the queries on screen meet. */
export function useConnection(): Connection {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback(
    (onChange: () => void) => cache.subscribe(onChange),
    [cache],
  );
  // A string, so that React can tell whether it changed.
  const state = useSyncExternalStore(subscribe, () => {
    const onScreen = cache.getAll().filter(query => query.isActive());
    if (!onScreen.some(query => isAwayError(query.state.error))) {
      return HERE;
    }
    const lastRead = Math.max(0, ...onScreen.map(q => q.state.dataUpdatedAt));
    return String(lastRead);
  });
  if (state === HERE) {
    return { away: false };
  }
  return {
    away: true,
    lastReadAt: state === '0' ? undefined : new Date(Number(state)),
  };
}
