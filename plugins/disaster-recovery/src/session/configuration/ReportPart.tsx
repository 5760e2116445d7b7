import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type { MirroredField } from '@internal/plugin-disaster-recovery-common';
import type { ReactNode } from 'react';
import { FieldTable } from './FieldTable';

const useStyles = makeStyles(
  theme => ({
    details: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(1),
    },
  }),
  { name: 'DisasterRecoveryReportPart' },
);

/** A part of the mirror report that folds: the fields of a plan, a group or a server, and what stands below them. */
export function ReportPart(props: {
  title: string;
  fields: MirroredField[];
  groupNames: ReadonlyMap<string, string>;
  open?: boolean;
  note?: ReactNode;
  children?: ReactNode;
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
        <FieldTable
          label={props.title}
          fields={props.fields}
          groupNames={props.groupNames}
        />
        {props.children && <div>{props.children}</div>}
      </AccordionDetails>
    </Accordion>
  );
}
