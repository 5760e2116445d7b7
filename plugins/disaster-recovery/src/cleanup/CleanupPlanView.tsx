import { useApi } from '@backstage/core-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import {
  failoverSessionCleanupPermission,
  type FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../api';
import {
  ErrorThreeLines,
  LiveContent,
  PermittedButton,
  TableSkeleton,
} from '../components';
import { StaleMark, useLive } from '../live';
import { useWords } from '../useWords';
import { CleanupConfirm } from './CleanupConfirm';
import { CleanupSteps } from './CleanupSteps';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
    // The one button stays in sight, however long the plan is.
    footer: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(2),
      position: 'sticky',
      bottom: 0,
      zIndex: 3,
      padding: theme.spacing(1.5, 2),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    note: { flex: '1 1 160px' },
  }),
  { name: 'DisasterRecoveryCleanupPlan' },
);

/** What a cleanup would do now, in order; what it would keep and why; and what stands against it. */
export function CleanupPlanView(props: { session: FailoverSession }) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session } = props;
  const [search, setSearch] = useSearchParams();
  const [confirming, setConfirming] = useState(false);
  const deleteSourceServers = search.get('deleteSourceServers') === 'true';
  const plan = useLive({
    key: ['failover-session', session.id, 'cleanup-plan', deleteSourceServers],
    fetch: () => api.getCleanupPlan(session.id, { deleteSourceServers }),
    keepPrevious: true,
  });
  const availability = session.actions.find(one => one.action === 'cleanup');

  return (
    <LiveContent query={plan} skeleton={<TableSkeleton />}>
      {data => (
        <div className={classes.root}>
          {session.lastError && <ErrorThreeLines error={session.lastError} />}
          {data.blockedBy.length > 0 && (
            <Alert severity="warning">
              <AlertTitle>{t('cleanup.blocked')}</AlertTitle>
              {data.blockedBy.map(reason => (
                <div key={reason}>{reason}</div>
              ))}
            </Alert>
          )}
          <FormControlLabel
            control={
              <Checkbox
                color="primary"
                checked={deleteSourceServers}
                onChange={event =>
                  setSearch(
                    event.target.checked ? { deleteSourceServers: 'true' } : {},
                    { replace: true },
                  )
                }
              />
            }
            label={t('cleanup.deleteSourceServers')}
          />
          <CleanupSteps
            title={t('cleanup.steps', { count: data.steps.length })}
            steps={data.steps}
            ordered
          />
          <CleanupSteps
            title={t('cleanup.kept', { count: data.kept.length })}
            steps={data.kept}
          />
          <StaleMark query={plan} />
          <div className={classes.footer}>
            <Typography
              variant="body2"
              color="textSecondary"
              className={classes.note}
            >
              {t('cleanup.note')}
            </Typography>
            <PermittedButton
              primary
              permission={failoverSessionCleanupPermission}
              resourceRef={session.id}
              reason={
                availability?.allowed === false
                  ? availability.reason
                  : data.blockedBy[0]
              }
              onClick={() => setConfirming(true)}
            >
              {t('session.action.cleanup')}
            </PermittedButton>
          </div>
          <CleanupConfirm
            session={session}
            plan={data}
            open={confirming}
            onClose={() => setConfirming(false)}
          />
        </div>
      )}
    </LiveContent>
  );
}
