import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type {
  ErrorDetails,
  Operation,
} from '@internal/plugin-disaster-recovery-common';
import { useMemo, useState } from 'react';
import {
  CopyButton,
  CopyText,
  Elapsed,
  ErrorThreeLines,
  Moment,
  Principal,
  QuietButton,
  StatusLabel,
} from '../../components';
import { useWords } from '../../useWords';
import { groupSteps } from './groupSteps';
import { operationText } from './operationText';
import { StepList } from './StepList';
import { useWholeOperation } from './useWholeOperation';

/** The steps of so many targets are shown at first. */
export const SHOWN_TARGETS = 20;

const useStyles = makeStyles(
  theme => ({
    title: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(2),
    },
    details: { display: 'grid', gap: theme.spacing(1.5) },
    meta: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(3),
    },
  }),
  { name: 'DisasterRecoveryOperationCard' },
);

/** One attempt at an operation: its steps by instance, the failed ones first, and everything a ticket needs to copy. */
export function OperationCard(props: {
  operation: Operation;
  initiallyOpen: boolean;
  /** An error that the page tells already. */
  toldError?: ErrorDetails;
}) {
  const classes = useStyles();
  const t = useWords();
  const [all, setAll] = useState(false);
  const operation = useWholeOperation(props.operation, all);
  const groups = useMemo(() => groupSteps(operation.steps), [operation.steps]);
  const shown = all ? groups : groups.slice(0, SHOWN_TARGETS);
  const targetCount = Math.max(groups.length, operation.targetCount ?? 0);
  const { progress } = operation;
  return (
    <Accordion
      defaultExpanded={props.initiallyOpen || operation.status === 'FAILED'}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <div className={classes.title}>
          <Typography variant="subtitle1" component="h3">
            {t(`session.action.${operation.kind}`)}
          </Typography>
          <StatusLabel kind="operation" status={operation.status} />
          <Typography variant="body2" color="textSecondary">
            {t('session.operations.attempt', { attempt: operation.attempt })}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            <Moment at={operation.startedAt} />
            {' · '}
            <Elapsed from={operation.startedAt} to={operation.endedAt} />
          </Typography>
          {progress && progress.total > 0 && (
            <Typography variant="body2" color="textSecondary">
              {progress.failed > 0
                ? t('common.progress.countFailed', progress)
                : t('common.progress.count', progress)}
            </Typography>
          )}
        </div>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <Typography variant="body2" component="div" className={classes.meta}>
          <span>
            {t('session.operations.by', {
              who: <Principal principal={operation.requestedBy} />,
            })}
          </span>
          <span>
            {t('common.error.correlationId')}{' '}
            <CopyText
              text={operation.correlationId}
              what={t('common.error.correlationId')}
            />
          </span>
          <span>
            {t('common.copyAsText')}
            <CopyButton
              text={operationText(operation, t)}
              what={t('session.operations.asText')}
            />
          </span>
        </Typography>
        {operation.error &&
          operation.error.message !== props.toldError?.message && (
            <ErrorThreeLines error={operation.error} />
          )}
        {shown.map(group => (
          <section key={group.target ?? ''} aria-label={group.name}>
            {group.name && (
              <Typography variant="subtitle2" component="h4">
                {group.name}
              </Typography>
            )}
            <StepList steps={group.steps} />
          </section>
        ))}
        {targetCount > shown.length && (
          <QuietButton onClick={() => setAll(true)}>
            {t('session.operations.showAll', { count: targetCount })}
          </QuietButton>
        )}
      </AccordionDetails>
    </Accordion>
  );
}
