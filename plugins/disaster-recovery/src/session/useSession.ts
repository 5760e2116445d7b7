import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { disasterRecoveryApiRef } from '../api';
import { useLive } from '../live';
import { shareInstances } from './shareInstances';

/** One session, live. */
export function useSession(sessionId: string) {
  const api = useApi(disasterRecoveryApiRef);
  return useLive({
    key: ['failover-session', sessionId],
    fetch: () => api.getSession(sessionId),
    share: shareInstances,
  });
}

/** Reads everything of a session again, after something was asked of it. */
export function useRefreshSession(sessionId: string) {
  const client = useQueryClient();
  return useCallback(
    () =>
      client.invalidateQueries({ queryKey: ['failover-session', sessionId] }),
    [client, sessionId],
  );
}

/** A thing to ask of a session: whether it is under way, how it was refused, and the function that asks. */
export function useSessionCall(sessionId: string) {
  const refresh = useRefreshSession(sessionId);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const run = async (call: () => Promise<unknown>): Promise<boolean> => {
    setPending(true);
    setError(undefined);
    try {
      await call();
      await refresh();
      return true;
    } catch (caught) {
      setError(caught as Error);
      return false;
    } finally {
      setPending(false);
    }
  };
  return { pending, error, run };
}
