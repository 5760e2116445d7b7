import type {
  FailbackRoute,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import type { WizardStepId } from './wizardSteps';

/** What every step of the wizard is given. */
export interface WizardStepProps {
  session: FailoverSession;
  /** The route that the session takes, or the one that is chosen for it so far. */
  route: FailbackRoute;
  chooseRoute(route: FailbackRoute): void;
  goTo(step: WizardStepId): void;
}
