import { useApi } from '@backstage/core-plugin-api';
import type { Operation } from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { useLive } from '../../live';

/** The operation with the steps of all its targets, once they are wanted and there; until then as it is given. */
export function useWholeOperation(
  operation: Operation,
  isWanted: boolean,
): Operation {
  const api = useApi(disasterRecoveryApiRef);
  const { id, sessionId } = operation;
  const whole = useLive({
    key: ['failover-session', sessionId, 'operation', id],
    fetch: () => api.listOperations(sessionId, { operationId: id }),
    enabled: isWanted,
  });
  return whole.data?.items[0] ?? operation;
}
