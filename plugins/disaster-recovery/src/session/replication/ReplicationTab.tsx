import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { disasterRecoveryApiRef } from '../../api';
import {
  EmptyState,
  LiveContent,
  RelativeTime,
  TableSkeleton,
} from '../../components';
import { useLive } from '../../live';
import { useWords } from '../../useWords';
import type { SessionTabProps } from '../SessionPage';
import { ReplicationCharts } from './ReplicationCharts';

const useStyles = makeStyles(
  theme => ({ asked: { marginTop: theme.spacing(1) } }),
  { name: 'DisasterRecoveryReplicationTab' },
);

/** Lag and remaining data over time: the session's, and those of its worst instances. */
export function ReplicationTab(props: SessionTabProps) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { id, replication } = props.session;
  const samples = useLive({
    key: ['failover-session', id, 'replication-samples'],
    fetch: () => api.getReplicationSamples(id),
  });
  return (
    <LiveContent query={samples} skeleton={<TableSkeleton />}>
      {data =>
        data.points.length === 0 ? (
          <EmptyState
            title={t('session.replication.empty')}
            description={t('session.replication.emptyDescription')}
          />
        ) : (
          <>
            <ReplicationCharts samples={data} />
            {replication.observedAt && (
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
                className={classes.asked}
              >
                {t('common.live.awsAsked', {
                  when: <RelativeTime at={replication.observedAt} />,
                })}
              </Typography>
            )}
          </>
        )
      }
    </LiveContent>
  );
}
