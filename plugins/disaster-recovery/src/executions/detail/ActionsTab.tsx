import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Execution } from '@internal/plugin-disaster-recovery-common';
import {
  CommandOutput,
  CopyText,
  Elapsed,
  ErrorThreeLines,
  Moment,
  StatusLabel,
} from '../../components';
import { useWords } from '../../useWords';

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(1.5),
    },
    item: {
      display: 'grid',
      gap: theme.spacing(0.75),
      padding: theme.spacing(1.5, 2),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(2),
    },
    name: { fontWeight: theme.typography.fontWeightBold as number },
  }),
  { name: 'DisasterRecoveryActionRuns' },
);

/** The runs of pre- and post-wave actions, by wave, with what they wrote. */
export function ActionsTab(props: { execution: Execution }) {
  const classes = useStyles();
  const t = useWords();
  const { actionRuns, waves } = props.execution;
  if (actionRuns.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('executions.actions.none')}
      </Typography>
    );
  }
  const nameOf = (number: number) =>
    waves.find(wave => wave.number === number)?.name ?? String(number);
  return (
    <ul aria-label={t('executions.tabs.actions')} className={classes.list}>
      {actionRuns.map(run => (
        <li key={run.id} className={classes.item}>
          <Typography variant="body2" component="div" className={classes.head}>
            <span className={classes.name}>{run.name}</span>
            <StatusLabel kind="action" status={run.status} />
            <span>
              {t(`executions.actions.${run.phase}`, {
                wave: nameOf(run.waveNumber),
              })}
            </span>
            <span>
              {t('executions.actions.document', {
                kind: t(`plans.action.kinds.${run.kind}`),
                document: run.documentName,
              })}
            </span>
            {run.startedAt && (
              <span>
                <Moment at={run.startedAt} />,{' '}
                <Elapsed from={run.startedAt} to={run.endedAt} />
              </span>
            )}
          </Typography>
          {run.ssmId && (
            <Typography variant="caption" component="div">
              {t('executions.actions.ssmId')}{' '}
              <CopyText text={run.ssmId} what={t('executions.actions.ssmId')} />
            </Typography>
          )}
          {run.error && <ErrorThreeLines error={run.error} />}
          {run.output && (
            <CommandOutput output={{ stdout: run.output, stderr: '' }} />
          )}
        </li>
      ))}
    </ul>
  );
}
