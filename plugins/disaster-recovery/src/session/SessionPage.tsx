import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { useParams } from 'react-router-dom';
import {
  ErrorThreeLines,
  LiveContent,
  NavButton,
  PageHeading,
  PageSkeleton,
  RegionRoute,
  StatusLabel,
  TabLinks,
} from '../components';
import { StaleMark } from '../live';
import {
  executionRouteRef,
  sessionTabRouteRef,
  wizardRouteRef,
} from '../routes';
import { useWords } from '../useWords';
import { ActionDialogs } from './actions/ActionDialogs';
import { ActionsMenu } from './actions/ActionsMenu';
import { NextActionButton } from './actions/NextActionButton';
import {
  useActionTarget,
  type ConfirmedAction,
} from './actions/useActionTarget';
import { nextStep } from './nextStep';
import { SessionFacts } from './SessionFacts';
import { sessionStatusDetail } from './sessionStatusDetail';
import { SessionTimeline } from './SessionTimeline';
import { SummaryChips } from './SummaryChips';
import { useSession } from './useSession';

/** What a tab of the session's page is given. */
export interface SessionTabProps {
  session: FailoverSession;
}

const TABS = {
  instances: lazy(async () => ({
    default: (await import('./instances/InstancesTab')).InstancesTab,
  })),
  replication: lazy(async () => ({
    default: (await import('./replication/ReplicationTab')).ReplicationTab,
  })),
  configuration: lazy(async () => ({
    default: (await import('./configuration/ConfigurationTab'))
      .ConfigurationTab,
  })),
  operations: lazy(async () => ({
    default: (await import('./operations/OperationsTab')).OperationsTab,
  })),
  audit: lazy(async () => ({
    default: (await import('./audit/AuditTab')).AuditTab,
  })),
} satisfies Record<string, ComponentType<SessionTabProps>>;

type TabId = keyof typeof TABS;
const TAB_IDS = Object.keys(TABS) as TabId[];

const useStyles = makeStyles(
  theme => ({ error: { marginBottom: theme.spacing(2) } }),
  { name: 'DisasterRecoverySessionPage' },
);

const BEFORE_FAILBACK = [
  'INSTALLING_AGENTS',
  'REVERSE_REPLICATING',
  'FAILBACK_IN_PROGRESS',
];

function SessionContent(props: {
  session: FailoverSession;
  query: ReturnType<typeof useSession>;
}) {
  const classes = useStyles();
  const t = useWords();
  const { session, query } = props;
  const params = useParams();
  const tabPath = useRouteRef(sessionTabRouteRef);
  const wizardPath = useRouteRef(wizardRouteRef);
  const executionPath = useRouteRef(executionRouteRef);
  const [dialog, setDialog] = useState<ConfirmedAction>();
  const select = useActionTarget(session, setDialog);

  const tab = TAB_IDS.find(id => id === params.tab) ?? 'instances';
  const Tab = TABS[tab];
  const waiting = nextStep(session).kind === 'wait';
  const failbackRuns =
    session.status === 'FAILBACK_IN_PROGRESS' && session.failbackExecutionId;

  return (
    <>
      <PageHeading
        title={session.name}
        subtitle={
          <>
            <SessionFacts session={session} /> <StaleMark query={query} />
          </>
        }
        aside={
          <>
            <RegionRoute
              from={session.sourceRegion}
              to={session.recoveryRegion}
            />
            <StatusLabel
              kind="session"
              status={session.status}
              {...sessionStatusDetail(session, t)}
            />
          </>
        }
        actions={
          <>
            <NextActionButton session={session} onSelect={select} />
            {waiting && BEFORE_FAILBACK.includes(session.status) && (
              <NavButton to={wizardPath({ sessionId: session.id })}>
                {t('session.openWizard')}
              </NavButton>
            )}
            {failbackRuns && (
              <NavButton to={executionPath({ executionId: failbackRuns })}>
                {t('session.openExecution')}
              </NavButton>
            )}
            <ActionsMenu session={session} onSelect={select} />
          </>
        }
      />
      <SessionTimeline session={session} />
      {session.lastError && !session.currentOperation && (
        <div className={classes.error}>
          <ErrorThreeLines brief error={session.lastError} />
        </div>
      )}
      <SummaryChips session={session} />
      <TabLinks
        label={t('session.tabs.label')}
        selected={tab}
        tabs={TAB_IDS.map(id => ({
          id,
          label: t(`session.tabs.${id}`),
          to: tabPath({ sessionId: session.id, tab: id }),
        }))}
      />
      <Suspense fallback={<PageSkeleton />}>
        <Tab session={session} />
      </Suspense>
      <ActionDialogs
        session={session}
        open={dialog}
        onClose={() => setDialog(undefined)}
      />
    </>
  );
}

/** A failover session: where it is, whether it goes well, and what to do next. */
export function SessionPage() {
  const { sessionId = '' } = useParams();
  const query = useSession(sessionId);
  return (
    <LiveContent query={query}>
      {session => <SessionContent session={session} query={query} />}
    </LiveContent>
  );
}
