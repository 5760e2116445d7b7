import { makeStyles } from '@material-ui/core/styles';
import { quietText } from './quietText';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
    stacked: {
      flexDirection: 'column',
      alignItems: 'stretch',
      gap: theme.spacing(0.25),
    },
    stackedTrack: { flex: '0 0 8px' },
    stackedCaption: {
      fontSize: theme.typography.caption.fontSize,
      color: quietText(theme),
    },
    track: {
      position: 'relative',
      flex: '1 1 auto',
      minWidth: 48,
      height: 8,
      borderRadius: 4,
      overflow: 'hidden',
      backgroundColor: theme.palette.action.disabledBackground,
    },
    fill: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      transition: theme.transitions.create(['width', 'left']),
      '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
    },
    done: {
      left: 0,
      backgroundColor:
        theme.palette.type === 'dark'
          ? theme.palette.info.light
          : theme.palette.status.running,
    },
    complete: { left: 0, backgroundColor: theme.palette.status.ok },
    failed: { backgroundColor: theme.palette.status.error },
    caption: {
      flex: '0 0 auto',
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'DisasterRecoveryProgressBar' },
);

export interface ProgressBarProps {
  /** What it is the progress of, for screen readers. */
  label: string;
  /** From 0 to 100. */
  percent: number;
  /** The part that failed, from 0 to 100: drawn behind what is done. */
  failedPercent?: number;
  /** In words what the bar means; shown beside it, and read out. */
  caption?: string;
  /** Puts the caption below the bar, where room is narrow. */
  stacked?: boolean;
}

/** How far something has come, as a bar with its meaning in words. */
export function ProgressBar(props: ProgressBarProps) {
  const classes = useStyles();
  const { label, percent, failedPercent = 0, caption, stacked } = props;
  const done = Math.min(100, Math.max(0, percent));
  return (
    <div className={`${classes.root} ${stacked ? classes.stacked : ''}`}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(done)}
        aria-valuetext={caption}
        className={`${classes.track} ${stacked ? classes.stackedTrack : ''}`}
      >
        <div
          className={`${classes.fill} ${
            done === 100 ? classes.complete : classes.done
          }`}
          style={{ width: `${done}%` }}
        />
        {failedPercent > 0 && (
          <div
            className={`${classes.fill} ${classes.failed}`}
            style={{ left: `${done}%`, width: `${failedPercent}%` }}
          />
        )}
      </div>
      {caption && (
        <span
          className={`${classes.caption} ${
            stacked ? classes.stackedCaption : ''
          }`}
        >
          {caption}
        </span>
      )}
    </div>
  );
}
