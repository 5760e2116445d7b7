import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import {
  failoverSessionTerminateDrillPermission,
  type FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { PermittedButton, StatusLabel } from '../../components';
import { executionRouteRef } from '../../routes';
import { ActionDialogs } from '../../session/actions/ActionDialogs';
import { useWords } from '../../useWords';

const useStyles = makeStyles(
  theme => ({
    list: { margin: theme.spacing(0, 0, 1), paddingLeft: theme.spacing(2.5) },
    id: { fontFamily: 'monospace' },
    foot: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(2),
    },
  }),
  { name: 'DisasterRecoveryLiveDrill' },
);

/** The drill whose instances are alive: how each launch went, and the way to end it. */
export function LiveDrill(props: { session: FailoverSession }) {
  const classes = useStyles();
  const t = useWords();
  const executionPath = useRouteRef(executionRouteRef);
  const [ending, setEnding] = useState(false);
  const { session } = props;
  if (!session.hasLiveDrill) {
    return null;
  }
  const launched = session.instances.filter(instance => instance.drill);
  const executionId = session.drillExecutionIds.at(-1);
  const availability = session.actions.find(
    action => action.action === 'terminate-drill',
  );
  return (
    <Alert severity="info">
      <AlertTitle>
        {t('wizard.drill.title', { region: session.sourceRegion })}
      </AlertTitle>
      <ul className={classes.list}>
        {launched.slice(0, 20).map(instance => (
          <Typography
            key={instance.recoveryInstanceId}
            component="li"
            variant="body2"
          >
            {instance.hostname ?? instance.recoveryInstanceId}{' '}
            <span className={classes.id}>
              {instance.drill?.failbackInstanceId}
            </span>{' '}
            <StatusLabel
              kind="server"
              status={instance.drill!.status as 'LAUNCHED'}
            />
          </Typography>
        ))}
      </ul>
      <div className={classes.foot}>
        {launched.length > 20 &&
          t('wizard.drill.more', { count: launched.length - 20 })}
        {executionId && (
          <Link to={executionPath({ executionId })}>
            {t('wizard.drill.execution')}
          </Link>
        )}
        <PermittedButton
          permission={failoverSessionTerminateDrillPermission}
          resourceRef={session.id}
          reason={availability?.allowed ? undefined : availability?.reason}
          onClick={() => setEnding(true)}
        >
          {t('session.action.terminate-drill')}
        </PermittedButton>
      </div>
      <ActionDialogs
        session={session}
        open={ending ? 'terminate-drill' : undefined}
        onClose={() => setEnding(false)}
      />
    </Alert>
  );
}
