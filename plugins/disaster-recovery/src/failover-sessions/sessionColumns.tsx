import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FailoverSessionSummary } from '@internal/plugin-disaster-recovery-common';
import Typography from '@material-ui/core/Typography';
import { useMemo } from 'react';
import {
  EntityLink,
  Lag,
  ProgressBar,
  RegionRoute,
  RelativeTime,
  StatusLabel,
  type DataTableColumn,
} from '../components';
import { useNow } from '../live';
import { sessionRouteRef } from '../routes';
import { attentionTab } from '../session/attentionTab';
import { nextStepWords } from '../session/nextStepWords';
import { sessionStatusDetail } from '../session/sessionStatusDetail';
import { useWords } from '../useWords';

function NextCell(props: { session: FailoverSessionSummary }) {
  const t = useWords();
  const now = useNow(10_000);
  return <>{nextStepWords(props.session, now, t)}</>;
}

function InstancesCell(props: { session: FailoverSessionSummary }) {
  const t = useWords();
  const { instanceCount, failedInstanceCount, replication, name } =
    props.session;
  const share = (count: number) => (100 * count) / Math.max(1, instanceCount);
  const values = {
    ready: replication.ready,
    total: instanceCount,
    failed: failedInstanceCount,
  };
  return (
    <ProgressBar
      stacked
      label={t('sessions.instances.label', { name })}
      percent={share(replication.ready)}
      failedPercent={share(failedInstanceCount)}
      caption={
        failedInstanceCount > 0
          ? t('sessions.instances.readyFailed', values)
          : t('sessions.instances.ready', values)
      }
    />
  );
}

/** The columns of the list of sessions. */
export function useSessionColumns(): DataTableColumn<FailoverSessionSummary>[] {
  const t = useWords();
  const sessionPath = useRouteRef(sessionRouteRef);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('sessions.columns.name'),
        width: 116,
        grow: 2,
        sortable: true,
        render: session => (
          <>
            <Link
              to={`${sessionPath({ sessionId: session.id })}${attentionTab(
                session,
              )}`}
              onClick={event => event.stopPropagation()}
            >
              {session.name}
            </Link>
            {session.lastError && (
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
                noWrap
                title={session.lastError.message}
              >
                {session.lastError.message}
              </Typography>
            )}
          </>
        ),
      },
      {
        id: 'regions',
        header: t('sessions.columns.regions'),
        width: 160,
        wideOnly: true,
        render: session => (
          <>
            <RegionRoute
              from={session.sourceRegion}
              to={session.recoveryRegion}
            />
            <Typography variant="caption" color="textSecondary" component="div">
              {t(`sessions.route.${session.route ?? 'undecided'}` as const)}
            </Typography>
          </>
        ),
      },
      {
        id: 'status',
        header: t('sessions.columns.status'),
        width: 124,
        grow: 1,
        sortable: true,
        render: session => (
          <StatusLabel
            kind="session"
            status={session.status}
            {...sessionStatusDetail(session, t)}
          />
        ),
      },
      {
        id: 'instances',
        header: t('sessions.columns.instances'),
        width: 110,
        grow: 1,
        render: session => <InstancesCell session={session} />,
      },
      {
        id: 'behind',
        header: t('sessions.columns.behind'),
        width: 76,
        wideOnly: true,
        render: session => (
          <Lag seconds={session.replication.worstLagSeconds} />
        ),
      },
      {
        id: 'createdAt',
        header: t('sessions.columns.age'),
        wideOnly: true,
        width: 84,
        sortable: true,
        render: session => <RelativeTime at={session.createdAt} />,
      },
      {
        id: 'owner',
        header: t('sessions.columns.owner'),
        width: 84,
        grow: 1,
        wideOnly: true,
        render: session => <EntityLink entityRef={session.owner} />,
      },
      {
        id: 'next',
        header: t('sessions.columns.next'),
        width: 100,
        grow: 1,
        render: session => <NextCell session={session} />,
      },
    ],
    [t, sessionPath],
  );
}
