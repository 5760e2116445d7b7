import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { ProgressBar, StatusLabel } from '../../components';
import { useLive } from '../../live';
import { executionRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { OperationProgress } from '../OperationProgress';

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(1.5),
    },
    wave: {
      display: 'grid',
      gridTemplateColumns: 'minmax(120px, 200px) 150px minmax(0, 1fr)',
      alignItems: 'center',
      gap: theme.spacing(2),
    },
  }),
  { name: 'DisasterRecoveryLaunchProgress' },
);

const ENDED = ['LAUNCHED', 'FAILED', 'SKIPPED', 'CANCELLED', 'TERMINATED'];

/** The execution that launches in the source region, wave by wave. */
export function LaunchProgress(props: { session: FailoverSession }) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const executionPath = useRouteRef(executionRouteRef);
  const { session } = props;
  const executionId =
    session.status === 'FAILBACK_IN_PROGRESS'
      ? session.failbackExecutionId ?? session.drillExecutionIds.at(-1)
      : session.drillExecutionIds.at(-1) ?? session.failbackExecutionId;
  const execution = useLive({
    key: ['execution', executionId ?? 'none'],
    fetch: () => api.getExecution(executionId!),
    enabled: executionId !== undefined,
  });
  return (
    <>
      <OperationProgress operation={session.currentOperation} />
      {execution.data && (
        <ul className={classes.list} aria-label={t('wizard.execute.waves')}>
          {execution.data.waves.map(wave => {
            const counts = Object.entries(wave.serverCounts);
            const total = counts.reduce((sum, [, count]) => sum + count, 0);
            const ended = counts
              .filter(([status]) => ENDED.includes(status))
              .reduce((sum, [, count]) => sum + count, 0);
            return (
              <li key={wave.number} className={classes.wave}>
                <Typography variant="body2">{wave.name}</Typography>
                <StatusLabel kind="wave" status={wave.status} />
                <ProgressBar
                  label={wave.name}
                  percent={(100 * ended) / Math.max(1, total)}
                  caption={t('common.progress.count', { done: ended, total })}
                />
              </li>
            );
          })}
        </ul>
      )}
      {executionId && (
        <Link to={executionPath({ executionId })}>
          {t('session.openExecution')}
        </Link>
      )}
    </>
  );
}
