import {
  keepPreviousData,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useSignalsAvailable } from './LiveProvider';
import type { DisasterRecoveryChange } from '@internal/plugin-disaster-recovery-common';

/** While the backend is away, it is tried this often. */
const AWAY_INTERVAL_MS = 3_000;
const POLLING_INTERVAL_MS = 4_000;
/** With signals, polling only covers for those that were lost. */
const SIGNALED_INTERVAL_MS = 15_000;

/**
 * What a query is of: `[type, id]` or `[type, 'list', ...]`, and more behind it. Signals refresh by the first two.
 */
export type LiveKey = readonly [
  DisasterRecoveryChange['type'],
  string,
  ...unknown[],
];

export interface UseLiveOptions<T> {
  key: LiveKey;
  fetch(): Promise<T>;
  enabled?: boolean;
  /** Shows what was there for the key before, until the new key has an answer: for pages and filters of a list. */
  keepPrevious?: boolean;
  /** Carries objects that have not changed over from the last answer; by comparing everything unless given. */
  share?(before: T | undefined, after: T): T;
}

/**
 * Reads something, and goes on reading it: when the portal signals a change, and by polling otherwise. After an error it
 * keeps what was read before, and tries again by itself.
 */
export function useLive<T>(options: UseLiveOptions<T>): UseQueryResult<T> {
  const signals = useSignalsAvailable();
  const { share } = options;
  return useQuery<T>({
    queryKey: options.key,
    queryFn: () => options.fetch(),
    enabled: options.enabled ?? true,
    placeholderData: options.keepPrevious ? keepPreviousData : undefined,
    structuralSharing: share
      ? (before, after) => share(before as T | undefined, after as T)
      : true,
    refetchInterval: query => {
      if (query.state.status === 'error') {
        return AWAY_INTERVAL_MS;
      }
      return signals ? SIGNALED_INTERVAL_MS : POLLING_INTERVAL_MS;
    },
  });
}
