import { useApi } from '@backstage/core-plugin-api';
import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { useLive } from '../../live';

/** The proof of what the mirrored configuration is made of; asked for only once there is one, or an attempt at one. */
export function useMirrorReport(session: FailoverSession) {
  const api = useApi(disasterRecoveryApiRef);
  const attempted = [session.currentOperation, session.lastOperation].some(
    operation => operation?.kind === 'mirror-config',
  );
  const enabled = session.mirroredAt !== undefined || attempted;
  const query = useLive({
    key: ['failover-session', session.id, 'mirror-report'],
    fetch: () => api.getMirrorReport(session.id),
    enabled,
  });
  return { query, enabled };
}
