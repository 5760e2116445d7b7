import type { DisasterRecoveryChange } from '@internal/plugin-disaster-recovery-common';
import type { QueryClient } from '@tanstack/react-query';

/** At most one round of fetches in this time, however many changes are signaled. */
const ROUND_MS = 1_000;

/**
 * Marks what changed as out of date, so that what is on screen is fetched again. Many changes in a short time become one
 * round; a thing that is being fetched right now waits for the next one, so that a busy session cannot starve a slow page.
 */
export function createChangeListener(client: QueryClient) {
  const pending = new Map<string, unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    for (const [name, queryKey] of pending) {
      if (client.isFetching({ queryKey }) === 0) {
        pending.delete(name);
        client.invalidateQueries({ queryKey }, { cancelRefetch: false });
      }
    }
    if (pending.size > 0) {
      timer = setTimeout(flush, ROUND_MS);
    }
  };

  return {
    onChange(change: DisasterRecoveryChange) {
      for (const key of [
        [change.type, change.id],
        [change.type, 'list'],
      ]) {
        pending.set(key.join('/'), key);
      }
      timer ??= setTimeout(flush, ROUND_MS);
    },
    stop() {
      clearTimeout(timer);
      pending.clear();
    },
  };
}
