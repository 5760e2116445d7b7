import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LAUNCH_SETTINGS_FIELDS } from '@internal/plugin-disaster-recovery-common';
import type { ReactNode } from 'react';
import { useWords } from '../../useWords';
import type { LaunchField } from '../launchConfigOf';

const useStyles = makeStyles(
  theme => ({
    root: {
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    field: { width: '18%', minWidth: 120 },
    cell: {
      padding: theme.spacing(0.75, 1.5),
      overflowWrap: 'anywhere',
      verticalAlign: 'baseline',
      lineHeight: 1.43,
    },
    rest: { marginTop: theme.spacing(1) },
  }),
  { name: 'DisasterRecoveryLaunchTable' },
);

/** What scrolls must be reachable by keyboard, to be scrolled by it. */
const KEYBOARD_SCROLLING = { role: 'region', tabIndex: 0 };

/** The launch settings field by field, with a column for each half; those that nobody has set are named below. */
export function LaunchTable(props: {
  label: string;
  /** The fields that are set in either half. */
  fields: readonly LaunchField[];
  recoveryHead: ReactNode;
  originHead: ReactNode;
  recovery(field: LaunchField): ReactNode;
  origin(field: LaunchField): ReactNode;
}) {
  const classes = useStyles();
  const t = useWords();
  const { label, fields } = props;
  const rest = LAUNCH_SETTINGS_FIELDS.filter(field => !fields.includes(field));
  const cell = { className: classes.cell };
  return (
    <div>
      <TableContainer
        {...KEYBOARD_SCROLLING}
        aria-label={t('common.table.scrollRegion', { label })}
        className={classes.root}
      >
        <Table size="small" aria-label={label}>
          <TableHead>
            <TableRow>
              <TableCell className={`${classes.cell} ${classes.field}`}>
                {t('launch.field')}
              </TableCell>
              <TableCell {...cell}>{props.recoveryHead}</TableCell>
              <TableCell {...cell}>{props.originHead}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {fields.map(field => (
              <TableRow key={field}>
                <TableCell component="th" scope="row" {...cell}>
                  {t(`launch.fields.${field}`)}
                </TableCell>
                <TableCell {...cell}>{props.recovery(field)}</TableCell>
                <TableCell {...cell}>{props.origin(field)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {rest.length > 0 && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.rest}
        >
          {t('launch.rest', {
            fields: rest.map(field => t(`launch.fields.${field}`)).join(', '),
          })}
        </Typography>
      )}
    </div>
  );
}
