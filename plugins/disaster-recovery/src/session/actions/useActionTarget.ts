import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  FailoverSession,
  SessionActionName,
} from '@internal/plugin-disaster-recovery-common';
import { useNavigate } from 'react-router-dom';
import {
  cleanupRouteRef,
  wizardRouteRef,
  wizardStepRouteRef,
} from '../../routes';
import type { WizardStepId } from '../../wizard/wizardSteps';

/** The actions that are confirmed on the session's page itself; the others have a page of their own. */
export type ConfirmedAction =
  | 'terminate-drill'
  | 're-protect'
  | 'release-source-servers';

const STEP_BY_ACTION: Partial<Record<SessionActionName, WizardStepId>> = {
  'install-agents': 'agents',
  'mirror-config': 'mirror',
  'start-reverse-replication': 'replicate',
  'execute-failback': 'execute',
};

/** Leads to where an action is done: a step of the wizard, the cleanup page, or a dialog on the session's page. */
export function useActionTarget(
  session: Pick<FailoverSession, 'id' | 'status'>,
  openDialog: (action: ConfirmedAction) => void,
): (action: SessionActionName) => void {
  const navigate = useNavigate();
  const sessionId = session.id;
  const wizardPath = useRouteRef(wizardRouteRef);
  const stepPath = useRouteRef(wizardStepRouteRef);
  const cleanupPath = useRouteRef(cleanupRouteRef);
  return action => {
    const step = STEP_BY_ACTION[action];
    if (session.status === 'FAILOVER_COMPLETE' && step) {
      // Nothing is decided yet: the wizard begins at its beginning.
      navigate(wizardPath({ sessionId }));
    } else if (step) {
      navigate(stepPath({ sessionId, step }));
    } else if (action === 'cleanup') {
      navigate(cleanupPath({ sessionId }));
    } else {
      openDialog(action as ConfirmedAction);
    }
  };
}
