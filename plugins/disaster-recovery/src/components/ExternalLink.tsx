import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import OpenInNewIcon from '@material-ui/icons/OpenInNew';
import { useWords } from '../useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
    },
    icon: { fontSize: '1em' },
  }),
  { name: 'DisasterRecoveryExternalLink' },
);

/** A link out of the portal, for example to the AWS console. */
export function ExternalLink(props: { to: string; children: string }) {
  const classes = useStyles();
  const t = useWords();
  return (
    <Link
      href={props.to}
      target="_blank"
      rel="noopener noreferrer"
      className={classes.root}
      aria-label={t('common.openInNewTab', { text: props.children })}
    >
      {props.children}
      <OpenInNewIcon aria-hidden className={classes.icon} />
    </Link>
  );
}
