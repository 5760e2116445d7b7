import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import FileCopyIcon from '@material-ui/icons/FileCopyOutlined';
import { useEffect, useState } from 'react';
import { useWords } from '../useWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'inline-flex', alignItems: 'center', maxWidth: '100%' },
    id: {
      fontFamily: 'monospace',
      fontSize: '0.92em',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      overflowWrap: 'anywhere',
    },
    button: { padding: theme.spacing(0.5), fontSize: '1rem' },
  }),
  { name: 'DisasterRecoveryCopyText' },
);

/** A button that copies a text. `what` says in words what is copied. */
export function CopyButton(props: { text: string; what: string }) {
  const classes = useStyles();
  const t = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const label = t('common.copyOf', { what: props.what });
  return (
    <Tooltip title={copied ? t('common.actions.copied') : label}>
      <IconButton
        className={classes.button}
        size="small"
        aria-label={label}
        onClick={async event => {
          event.stopPropagation();
          await navigator.clipboard.writeText(props.text);
          setCopied(true);
        }}
      >
        {copied ? (
          <CheckIcon fontSize="inherit" />
        ) : (
          <FileCopyIcon fontSize="inherit" />
        )}
      </IconButton>
    </Tooltip>
  );
}

/** An id in monospace, with a button that copies it. */
export function CopyText(props: { text: string; what: string }) {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <span className={classes.id}>{props.text}</span>
      <CopyButton {...props} />
    </span>
  );
}
