import type { SessionStatus } from '@internal/plugin-disaster-recovery-common';
import { useEffect, useRef } from 'react';
import type { WizardStepId } from './wizardSteps';

/**
 * Leaves the monitoring step by itself when the session becomes ready while it is watched. Someone who comes back to it
 * later stays.
 */
export function useLeaveMonitor(
  step: WizardStepId | undefined,
  status: SessionStatus,
  leave: () => void,
) {
  const watched = useRef<{ step?: WizardStepId; status: SessionStatus }>();
  useEffect(() => {
    const before = watched.current;
    watched.current = { step, status };
    if (
      step === 'monitor' &&
      before?.step === 'monitor' &&
      before.status === 'REVERSE_REPLICATING' &&
      status === 'READY_FOR_FAILBACK'
    ) {
      leave();
    }
  });
}
