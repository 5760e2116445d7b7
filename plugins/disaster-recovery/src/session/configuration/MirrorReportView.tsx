import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type {
  MirroredField,
  MirrorReport,
} from '@internal/plugin-disaster-recovery-common';
import { Status } from '../../components';
import { useWords } from '../../useWords';
import { FieldTable } from './FieldTable';
import { MappingTable } from './MappingTable';
import { OutcomeMark } from './OutcomeMark';
import { UnmappedServers } from './UnmappedServers';

const OUTCOMES = ['kept', 'swapped', 'changed', 'dropped'] as const;

const useStyles = makeStyles(
  theme => ({
    counts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(2),
    },
    count: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
    },
    details: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  { name: 'DisasterRecoveryMirrorReport' },
);

function Part(props: {
  title: string;
  fields: MirroredField[];
  open?: boolean;
  note?: JSX.Element;
}) {
  const classes = useStyles();
  return (
    <Accordion
      defaultExpanded={props.open}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <Typography variant="subtitle1" component="h3">
          {props.title} {props.note}
        </Typography>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <FieldTable label={props.title} fields={props.fields} />
      </AccordionDetails>
    </Accordion>
  );
}

/** The proof: what was mirrored onto what, field by field, how servers were matched, and what could not be. */
export function MirrorReportView(props: { report: MirrorReport }) {
  const classes = useStyles();
  const t = useWords();
  const { report } = props;
  return (
    <>
      <UnmappedServers servers={report.unmapped} />
      <div className={classes.counts}>
        {OUTCOMES.map(outcome => (
          <Typography key={outcome} variant="body2" className={classes.count}>
            {report.counts[outcome]} <OutcomeMark outcome={outcome} />
          </Typography>
        ))}
      </div>
      {report.plan && (
        <Part
          open
          title={t('session.configuration.planPart', {
            original: report.plan.originalName,
            mirrored: report.plan.mirroredName ?? t('common.none'),
          })}
          fields={report.plan.fields}
        />
      )}
      {report.groups.map(group => {
        const failed = group.servers.filter(server => !server.applied).length;
        return (
          <Part
            key={group.originalId}
            open
            title={t('session.configuration.groupPart', {
              original: group.originalName,
              mirrored: group.mirroredName ?? t('common.none'),
            })}
            note={
              failed > 0 ? (
                <Status tone="error">
                  {t('session.configuration.notApplied', { count: failed })}
                </Status>
              ) : undefined
            }
            fields={group.fields}
          />
        );
      })}
      <MappingTable report={report} />
    </>
  );
}
