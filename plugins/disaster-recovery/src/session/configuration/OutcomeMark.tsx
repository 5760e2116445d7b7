import { makeStyles } from '@material-ui/core/styles';
import ClearIcon from '@material-ui/icons/Clear';
import CreateIcon from '@material-ui/icons/Create';
import DragHandleIcon from '@material-ui/icons/DragHandle';
import SwapHorizIcon from '@material-ui/icons/SwapHoriz';
import type { MirroredField } from '@internal/plugin-disaster-recovery-common';
import { useWords } from '../../useWords';

const ICONS = {
  kept: DragHandleIcon,
  swapped: SwapHorizIcon,
  changed: CreateIcon,
  dropped: ClearIcon,
};

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(0.5),
      fontWeight: theme.typography.fontWeightBold as number,
      marginRight: theme.spacing(1),
    },
    // Beside the mark its word and what follows stand on one line.
    icon: { alignSelf: 'center', fontSize: '1.15em' },
  }),
  { name: 'DisasterRecoveryOutcomeMark' },
);

/** What became of a field in mirroring: kept, swapped, changed or dropped, as icon and word. */
export function OutcomeMark(props: { outcome: MirroredField['outcome'] }) {
  const classes = useStyles();
  const t = useWords();
  const Icon = ICONS[props.outcome];
  return (
    <span className={classes.root}>
      <Icon
        aria-hidden
        className={classes.icon}
        fontSize="inherit"
        color="action"
      />
      {t(`session.configuration.outcomes.${props.outcome}`)}
    </span>
  );
}
