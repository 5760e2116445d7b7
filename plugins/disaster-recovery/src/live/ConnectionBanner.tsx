import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { RelativeTime } from '../components/RelativeTime';
import { useWords } from '../useWords';
import { useConnection } from './useConnection';

const useStyles = makeStyles(
  theme => ({ root: { marginBottom: theme.spacing(2) } }),
  { name: 'DisasterRecoveryConnectionBanner' },
);

/** Says that the backend is away, while the page keeps what it has. Goes by itself when the backend is back. */
export function ConnectionBanner() {
  const classes = useStyles();
  const t = useWords();
  const connection = useConnection();
  if (!connection.away) {
    return null;
  }
  return (
    <Alert severity="warning" role="status" className={classes.root}>
      <AlertTitle>{t('common.live.away')}</AlertTitle>
      {connection.lastReadAt
        ? t('common.live.awayDetails', {
            when: <RelativeTime at={connection.lastReadAt.toISOString()} />,
          })
        : t('common.live.awayNothing')}
    </Alert>
  );
}
