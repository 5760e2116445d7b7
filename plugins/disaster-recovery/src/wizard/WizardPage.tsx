import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  FailbackRoute,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import type { ComponentType } from 'react';
import {
  Navigate,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router-dom';
import {
  LiveContent,
  NavButton,
  PageHeading,
  RegionRoute,
  StatusLabel,
} from '../components';
import { StaleMark } from '../live';
import { sessionRouteRef, wizardStepRouteRef } from '../routes';
import { sessionStatusDetail } from '../session/sessionStatusDetail';
import { useSession } from '../session/useSession';
import { useWords } from '../useWords';
import { AgentsStep } from './steps/AgentsStep';
import { ExecuteStep } from './steps/ExecuteStep';
import { MirrorStep } from './steps/MirrorStep';
import { MonitorStep } from './steps/MonitorStep';
import { ReplicateStep } from './steps/ReplicateStep';
import { ReviewStep } from './steps/ReviewStep';
import type { WizardStepProps } from './WizardStepProps';
import { recommendRoute } from './recommendRoute';
import { useLeaveMonitor } from './useLeaveMonitor';
import { WizardNavigation } from './WizardNavigation';
import {
  currentStep,
  parseWizardStep,
  wizardSteps,
  type WizardStepId,
} from './wizardSteps';

const STEPS: Record<WizardStepId, ComponentType<WizardStepProps>> = {
  review: ReviewStep,
  agents: AgentsStep,
  mirror: MirrorStep,
  replicate: ReplicateStep,
  monitor: MonitorStep,
  execute: ExecuteStep,
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '220px minmax(0, 1fr)',
      gap: theme.spacing(4),
      alignItems: 'start',
      [theme.breakpoints.down('sm')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: theme.spacing(2),
      },
    },
  }),
  { name: 'DisasterRecoveryWizardPage' },
);

function WizardContent(props: {
  session: FailoverSession;
  query: ReturnType<typeof useSession>;
}) {
  const classes = useStyles();
  const t = useWords();
  const { session, query } = props;
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const stepPath = useRouteRef(wizardStepRouteRef);
  const sessionPath = useRouteRef(sessionRouteRef);
  const step = parseWizardStep(useParams().step);

  // The session says which route it takes once a call has decided it; until then the address keeps the choice.
  const chosen = search.get('route');
  const route: FailbackRoute =
    session.route ??
    (chosen === 'native' || chosen === 'reinstall'
      ? chosen
      : recommendRoute(session).route);
  const steps = wizardSteps(route);
  const pathOf = (to: WizardStepId) => {
    const path = stepPath({ sessionId: session.id, step: to });
    return session.route || !chosen ? path : `${path}?route=${route}`;
  };
  useLeaveMonitor(step, session.status, () =>
    navigate(pathOf('execute'), { replace: true }),
  );

  if (!step) {
    return <Navigate to={pathOf(currentStep(session))} replace />;
  }
  const Step = STEPS[step];
  return (
    <>
      <PageHeading
        title={t('wizard.title', { name: session.name })}
        subtitle={<StaleMark query={query} />}
        aside={
          <>
            <RegionRoute
              from={session.recoveryRegion}
              to={session.sourceRegion}
            />
            <StatusLabel
              kind="session"
              status={session.status}
              {...sessionStatusDetail(session, t)}
            />
          </>
        }
        actions={
          <NavButton to={sessionPath({ sessionId: session.id })}>
            {t('wizard.toSession')}
          </NavButton>
        }
      />
      <div className={classes.root}>
        <WizardNavigation
          session={session}
          steps={steps}
          selected={step}
          pathOf={pathOf}
        />
        <Step
          session={session}
          route={route}
          chooseRoute={value => setSearch({ route: value }, { replace: true })}
          goTo={to => navigate(pathOf(to))}
        />
      </div>
    </>
  );
}

/** The failback wizard: six steps, each with its own address; opened without one it goes to the step that the session is at. */
export function WizardPage() {
  const { sessionId = '' } = useParams();
  const query = useSession(sessionId);
  return (
    <LiveContent query={query}>
      {session => <WizardContent session={session} query={query} />}
    </LiveContent>
  );
}
