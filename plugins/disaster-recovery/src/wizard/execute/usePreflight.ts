import { useApi } from '@backstage/core-plugin-api';
import type {
  FailbackMode,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { useLive } from '../../live';

/** What running the mirrored plan would do now; asked for once there is one and the session is ready for it. */
export function usePreflight(session: FailoverSession, mode: FailbackMode) {
  const api = useApi(disasterRecoveryApiRef);
  const planId = session.mirroredRecoveryPlan?.id;
  return useLive({
    key: ['recovery-plan', planId ?? 'none', 'preflight', mode],
    fetch: () => api.getPreflight(planId!, mode),
    enabled:
      planId !== undefined &&
      ['READY_FOR_FAILBACK', 'FAILBACK_IN_PROGRESS'].includes(session.status),
  });
}
