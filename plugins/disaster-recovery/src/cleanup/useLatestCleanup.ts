import { useApi } from '@backstage/core-plugin-api';
import { disasterRecoveryApiRef } from '../api';
import { useLive } from '../live';

/** The session's operations, and among them its newest cleanup with its steps. */
export function useLatestCleanup(sessionId: string) {
  const api = useApi(disasterRecoveryApiRef);
  const query = useLive({
    key: ['failover-session', sessionId, 'operations'],
    fetch: () => api.listOperations(sessionId),
  });
  const cleanup = query.data?.items
    .filter(operation => operation.kind === 'cleanup')
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
    .at(-1);
  return { query, cleanup };
}
