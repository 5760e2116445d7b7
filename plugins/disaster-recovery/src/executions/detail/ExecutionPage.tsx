import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Execution } from '@internal/plugin-disaster-recovery-common';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  ErrorThreeLines,
  LiveContent,
  PageHeading,
  RegionRoute,
  Status,
  StatusLabel,
  TabLinks,
} from '../../components';
import { StaleMark, useLive } from '../../live';
import { executionTabRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { ExecutionTimeline } from '../timeline/ExecutionTimeline';
import { ActionsTab } from './ActionsTab';
import { ExecutionActions } from './ExecutionActions';
import { ExecutionFacts } from './ExecutionFacts';
import { JobLogTab } from './JobLogTab';
import { ServersTab } from './ServersTab';

const useStyles = makeStyles(
  theme => ({
    state: {
      display: 'grid',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(2),
    },
  }),
  { name: 'DisasterRecoveryExecution' },
);

const TABS = {
  timeline: ExecutionTimeline,
  servers: ServersTab,
  actions: ActionsTab,
  log: JobLogTab,
} as const;

const TAB_IDS = Object.keys(TABS) as (keyof typeof TABS)[];

function ExecutionContent(props: { execution: Execution; age: ReactNode }) {
  const classes = useStyles();
  const t = useWords();
  const { execution } = props;
  const params = useParams();
  const tabPath = useRouteRef(executionTabRouteRef);
  const [error, setError] = useState<Error>();
  const tab = TAB_IDS.find(id => id === params.tab) ?? 'timeline';
  const Tab = TABS[tab];
  return (
    <>
      <PageHeading
        title={t('executions.heading', {
          plan: execution.planName,
          type: t(
            `executions.type.${execution.purpose}.${execution.executionType}` as const,
          ),
        })}
        subtitle={props.age}
        aside={
          <>
            <RegionRoute from={execution.sourceRegion} to={execution.region} />
            <StatusLabel kind="execution" status={execution.status} />
          </>
        }
        actions={<ExecutionActions execution={execution} onError={setError} />}
      />
      <div className={classes.state}>
        {error && <ErrorThreeLines error={error} />}
        {execution.status === 'PAUSED' && (
          <Typography variant="body1" component="div">
            <Status tone="paused">
              {execution.pauseReason ?? t('executions.paused')}
            </Status>
          </Typography>
        )}
        {execution.pauseRequested && execution.status !== 'PAUSED' && (
          <Typography variant="body1" component="div">
            <Status tone="paused">{t('executions.pauseRequested')}</Status>
          </Typography>
        )}
        {execution.status === 'RUNNING' && !execution.pauseRequested && (
          <Typography variant="body2" color="textSecondary">
            {t('executions.running')}
          </Typography>
        )}
        {execution.lastError && <ErrorThreeLines error={execution.lastError} />}
        <ExecutionFacts execution={execution} />
      </div>
      <TabLinks
        label={t('executions.tabs.label')}
        selected={tab}
        tabs={TAB_IDS.map(id => ({
          id,
          label: t(`executions.tabs.${id}`),
          to: tabPath({ executionId: execution.id, tab: id }),
        }))}
      />
      <Tab execution={execution} />
    </>
  );
}

/** An execution: waves and servers against time, every verdict with its reason, and what one may do with it. */
export function ExecutionPage() {
  const { executionId = '' } = useParams();
  const api = useApi(disasterRecoveryApiRef);
  const query = useLive({
    key: ['execution', executionId],
    fetch: () => api.getExecution(executionId),
  });
  return (
    <LiveContent query={query}>
      {execution => (
        <ExecutionContent
          execution={execution}
          age={<StaleMark query={query} />}
        />
      )}
    </LiveContent>
  );
}
