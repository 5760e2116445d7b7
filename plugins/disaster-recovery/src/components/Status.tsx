import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import InfoIcon from '@material-ui/icons/InfoOutlined';
import PauseCircleFilledIcon from '@material-ui/icons/PauseCircleFilled';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import SyncIcon from '@material-ui/icons/Sync';
import WarningIcon from '@material-ui/icons/Warning';
import type { PropsWithChildren } from 'react';

/** What a status means to the reader, whatever it is the status of. */
export type Tone =
  | 'ok'
  | 'running'
  | 'waiting'
  | 'paused'
  | 'warning'
  | 'error'
  | 'skipped'
  | 'refused'
  | 'info';

const ICONS = {
  ok: CheckCircleIcon,
  running: SyncIcon,
  waiting: RadioButtonUncheckedIcon,
  paused: PauseCircleFilledIcon,
  warning: WarningIcon,
  error: ErrorIcon,
  skipped: RemoveCircleOutlineIcon,
  refused: BlockIcon,
  info: InfoIcon,
} satisfies Record<Tone, unknown>;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      // Beside other words its own stand on their line, whatever the size of the icon.
      alignItems: 'baseline',
      gap: theme.spacing(0.75),
      minWidth: 0,
    },
    word: { overflow: 'hidden', textOverflow: 'ellipsis' },
    icon: { flexShrink: 0, fontSize: '1.15em', alignSelf: 'center' },
    ok: { color: theme.palette.status.ok },
    running: {
      color:
        theme.palette.type === 'dark'
          ? theme.palette.info.light
          : theme.palette.status.running,
    },
    waiting: { color: theme.palette.text.secondary },
    paused: { color: theme.palette.status.warning },
    warning: { color: theme.palette.status.warning },
    error: { color: theme.palette.status.error },
    skipped: { color: theme.palette.text.secondary },
    refused: { color: theme.palette.text.secondary },
    info: { color: theme.palette.text.secondary },
  }),
  { name: 'DisasterRecoveryStatus' },
);

/** The icon of a tone, colored by the theme; hidden from screen readers, because a word stands beside it. */
export function ToneIcon(props: { tone: Tone }) {
  const classes = useStyles();
  const Icon = ICONS[props.tone];
  return (
    <Icon
      aria-hidden
      className={`${classes.icon} ${classes[props.tone]}`}
      fontSize="inherit"
    />
  );
}

/** A status: always an icon and words, never color alone. */
export function Status(props: PropsWithChildren<{ tone: Tone }>) {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <ToneIcon tone={props.tone} />
      <span className={classes.word}>{props.children}</span>
    </span>
  );
}
