import { makeStyles } from '@material-ui/core/styles';
import { quietText } from '../quietText';

export const useTableStyles = makeStyles(
  theme => ({
    scroller: {
      overflow: 'auto',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    row: {
      display: 'grid',
      columnGap: theme.spacing(1),
      alignItems: 'center',
      padding: theme.spacing(0, 1),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontSize: theme.typography.body2.fontSize,
      minHeight: 44,
      boxSizing: 'border-box',
    },
    header: {
      position: 'sticky',
      top: 0,
      zIndex: 2,
      backgroundColor: theme.palette.background.paper,
      minHeight: 36,
      fontSize: theme.typography.caption.fontSize,
      color: quietText(theme),
      fontWeight: theme.typography.fontWeightBold as number,
    },
    clickable: {
      cursor: 'pointer',
      '&:hover': { backgroundColor: theme.palette.action.hover },
    },
    selected: {
      backgroundColor: theme.palette.action.selected,
      '&:hover': { backgroundColor: theme.palette.action.selected },
    },
    body: { position: 'relative' },
    virtualRow: { position: 'absolute', top: 0, left: 0, right: 0 },
    cell: {
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      padding: theme.spacing(0.5, 0),
    },
    virtualCell: { whiteSpace: 'nowrap' },
    right: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    sortLabel: { fontSize: 'inherit' },
    sortLabelRight: {
      fontSize: 'inherit',
      // Material UI's own direction would win: its styles come later.
      '&&': { flexDirection: 'row-reverse' },
    },
  }),
  { name: 'DisasterRecoveryTable' },
);
