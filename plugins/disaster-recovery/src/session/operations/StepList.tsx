import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ErrorDetails,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';
import {
  CommandOutput,
  CopyText,
  Elapsed,
  ErrorThreeLines,
  Status,
  StatusLabel,
} from '../../components';
import { useWords } from '../../useWords';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    step: {
      padding: theme.spacing(0.75, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    line: {
      display: 'grid',
      gridTemplateColumns: '112px minmax(0, 1fr) max-content',
      columnGap: theme.spacing(2),
      alignItems: 'center',
    },
    details: { paddingLeft: 128, display: 'grid', gap: theme.spacing(0.5) },
  }),
  { name: 'DisasterRecoveryStepList' },
);

/** What a step has led to: its error, or what its command wrote. */
function StepResult(props: { step: OperationStep; toldError?: ErrorDetails }) {
  const { step, toldError } = props;
  const { error, output, status } = step;
  const told = error !== undefined && error.message === toldError?.message;
  if (error && status !== 'IN_PROGRESS' && !told) {
    return <ErrorThreeLines error={{ output, ...error }} />;
  }
  return output && !(told && toldError.output) ? (
    <CommandOutput output={output} />
  ) : null;
}

/** Steps in order, each with its state, how long it took, and what its command said. */
export function StepList(props: {
  steps: OperationStep[];
  /** Whether to say what each step works on, where they are not grouped by it. */
  withTargets?: boolean;
  /** An error that the page tells already: the step that failed with it does not tell it once more. */
  toldError?: ErrorDetails;
}) {
  const classes = useStyles();
  const t = useWords();
  return (
    <ol className={classes.list}>
      {props.steps.map(step => (
        <li key={step.id} className={classes.step}>
          <Typography component="div" variant="body2" className={classes.line}>
            <StatusLabel kind="step" status={step.status} />
            <span>
              {props.withTargets && step.target
                ? t('session.operations.stepOf', {
                    step: step.title,
                    target: step.targetName ?? step.target,
                  })
                : step.title}
            </span>
            <span>
              {step.startedAt && (
                <Elapsed from={step.startedAt} to={step.endedAt} />
              )}
            </span>
          </Typography>
          <div className={classes.details}>
            {step.message && !step.error && (
              <Typography variant="body2" color="textSecondary">
                {step.message}
              </Typography>
            )}
            {step.ssmCommandId && (
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
              >
                {t('session.operations.command', {
                  status: step.ssmStatus ?? t('common.none'),
                })}{' '}
                <CopyText
                  text={step.ssmCommandId}
                  what={t('session.operations.commandId')}
                />
              </Typography>
            )}
            {step.error && step.status === 'IN_PROGRESS' && (
              <Typography variant="body2" component="div">
                <Status tone="warning">
                  {t('session.operations.tryingAgain', {
                    message: step.error.message,
                  })}
                </Status>
              </Typography>
            )}
            <StepResult step={step} toldError={props.toldError} />
          </div>
        </li>
      ))}
    </ol>
  );
}
