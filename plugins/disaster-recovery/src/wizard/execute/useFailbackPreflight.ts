import { useApi } from '@backstage/core-plugin-api';
import type {
  FailbackMode,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { useLive } from '../../live';

/** What executing the failback, or a drill of it, would do now; asked for while the session is ready for it. */
export function useFailbackPreflight(
  session: FailoverSession,
  mode: FailbackMode,
  options: { enabled: boolean },
) {
  const api = useApi(disasterRecoveryApiRef);
  return useLive({
    key: ['failover-session', session.id, 'failback-preflight', mode],
    fetch: () => api.getFailbackPreflight(session.id, mode),
    enabled:
      options.enabled &&
      session.mirroredRecoveryPlan !== undefined &&
      ['READY_FOR_FAILBACK', 'FAILBACK_IN_PROGRESS'].includes(session.status),
  });
}
