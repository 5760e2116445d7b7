import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import type { ReactNode } from 'react';
import { useWords } from '../useWords';
import { CommandOutput } from './CommandOutput';
import { CopyText } from './CopyText';
import { quietText } from './quietText';
import { ToneIcon } from './Status';
import { toErrorDetails } from './toErrorDetails';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      columnGap: theme.spacing(1.5),
      padding: theme.spacing(1.5, 2),
      border: `1px solid ${theme.palette.divider}`,
      borderLeft: `4px solid ${theme.palette.status.error}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    icon: { fontSize: '1.3rem', lineHeight: 1.2 },
    lines: { display: 'grid', gap: theme.spacing(0.75), minWidth: 0 },
    what: { fontWeight: theme.typography.fontWeightBold as number },
    line: { overflowWrap: 'anywhere' },
    ids: {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(2),
      color: quietText(theme),
    },
    action: { marginTop: theme.spacing(0.5) },
  }),
  { name: 'DisasterRecoveryErrorThreeLines' },
);

export interface ErrorThreeLinesProps {
  error: Error | ErrorDetails;
  /** What was tried, when the error's own message does not say it. */
  title?: string;
  /** The button that does what is to be done. */
  action?: ReactNode;
  /** Leaves out what the command wrote, where that is shown elsewhere on the page. */
  brief?: boolean;
}

/** An error in three lines: what happened; why, in AWS's own words; and what to do, with the button that does it. */
export function ErrorThreeLines(props: ErrorThreeLinesProps) {
  const classes = useStyles();
  const t = useWords();
  const { title, action, brief } = props;
  const error = toErrorDetails(props.error);
  const reason = error.reason === error.message ? undefined : error.reason;
  return (
    <div role="alert" className={classes.root}>
      <span className={classes.icon}>
        <ToneIcon tone="error" />
      </span>
      <div className={classes.lines}>
        <Typography variant="body1" className={classes.what}>
          {title ?? error.message}
        </Typography>
        {title && title !== error.message && (
          <Typography variant="body2" className={classes.line}>
            {error.message}
          </Typography>
        )}
        {reason && (
          <Typography variant="body2" className={classes.line}>
            {t('common.error.awsSays', { reason })}
          </Typography>
        )}
        {error.remedy && (
          <Typography variant="body2" className={classes.line}>
            {t('common.error.remedy', { remedy: error.remedy })}
          </Typography>
        )}
        <Typography variant="caption" component="div" className={classes.ids}>
          {error.code && (
            <span>{t('common.error.code', { code: error.code })}</span>
          )}
          {error.awsRequestId && (
            <span>
              {t('common.error.requestId')}{' '}
              <CopyText
                text={error.awsRequestId}
                what={t('common.error.requestId')}
              />
            </span>
          )}
          {error.correlationId && (
            <span>
              {t('common.error.correlationId')}{' '}
              <CopyText
                text={error.correlationId}
                what={t('common.error.correlationId')}
              />
            </span>
          )}
        </Typography>
        {error.output && !brief && <CommandOutput output={error.output} />}
        {action && <div className={classes.action}>{action}</div>}
      </div>
    </div>
  );
}
