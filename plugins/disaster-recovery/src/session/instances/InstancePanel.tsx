import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import type {
  FailoverSession,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import { useId } from 'react';
import { ErrorThreeLines, ExternalLink, StatusLabel } from '../../components';
import { useContentStyles } from '../../layout/useContentStyles';
import { useWords } from '../../useWords';
import { instanceError, instanceState } from '../instanceState';
import { InstanceFacts } from './InstanceFacts';
import { InstanceProgress } from './InstanceProgress';
import { InstanceRetry } from './InstanceRetry';
import { InstanceSteps } from './InstanceSteps';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: 'min(560px, 100vw)',
      fontFamily: theme.typography.fontFamily,
      padding: theme.spacing(2, 3),
      display: 'grid',
      alignContent: 'start',
      gap: theme.spacing(2),
    },
    head: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1),
    },
    title: { overflowWrap: 'anywhere' },
  }),
  { name: 'DisasterRecoveryInstancePanel' },
);

/** One instance in a panel at the side: its steps with their output, its ids, and what can be done with it. */
export function InstancePanel(props: {
  session: FailoverSession;
  instance: SessionInstance;
  onClose(): void;
}) {
  const classes = useStyles();
  // Drawn outside of the page, whose styles for words do not reach here.
  const { words } = useContentStyles();
  const t = useWords();
  const titleId = useId();
  const { session, instance, onClose } = props;
  const state = instanceState(instance, session);
  const error = instanceError(instance);
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      classes={{ paper: `${classes.paper} ${words}` }}
      PaperProps={
        {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': titleId,
        } as object
      }
    >
      <div className={classes.head}>
        <Typography
          id={titleId}
          variant="h5"
          component="h2"
          className={classes.title}
        >
          {instance.hostname ?? instance.recoveryInstanceId}
        </Typography>
        <IconButton aria-label={t('common.actions.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <div className={classes.head}>
        <StatusLabel
          kind={state.kind}
          status={state.status as never}
          tone={state.tone}
        />
        <ExternalLink to={instance.consoleUrl}>
          {t('common.actions.openConsole')}
        </ExternalLink>
      </div>
      {!error && <InstanceProgress instance={instance} session={session} />}
      {error && (
        <ErrorThreeLines
          error={error}
          action={<InstanceRetry session={session} instance={instance} />}
        />
      )}
      {instance.cannotFailBack &&
        instance.cannotFailBack !== error?.message && (
          <ErrorThreeLines
            title={t('session.instances.cannotFailBack')}
            error={new Error(instance.cannotFailBack)}
          />
        )}
      <InstanceSteps instance={instance} toldError={error} />
      <InstanceFacts instance={instance} />
    </Drawer>
  );
}
