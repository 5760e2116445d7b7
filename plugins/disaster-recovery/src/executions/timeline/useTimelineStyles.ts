import { alpha, makeStyles } from '@material-ui/core/styles';

export const LABEL_WIDTH = 170;

export const useTimelineStyles = makeStyles(
  theme => {
    const running =
      theme.palette.type === 'dark'
        ? theme.palette.info.light
        : theme.palette.status.running;
    const filled = (color: string) => ({
      backgroundColor: color,
      color: theme.palette.getContrastText(color),
    });
    const faint = {
      backgroundColor: alpha(theme.palette.text.secondary, 0.35),
      color: theme.palette.text.primary,
    };
    return {
      scroller: {
        overflow: 'auto',
        maxHeight: '70vh',
        border: `1px solid ${theme.palette.divider}`,
        borderRadius: theme.shape.borderRadius,
        backgroundColor: theme.palette.background.paper,
      },
      root: { position: 'relative', minWidth: 470 },
      row: {
        display: 'grid',
        gridTemplateColumns: `${LABEL_WIDTH}px minmax(0, 1fr)`,
        alignItems: 'center',
        minHeight: 22,
      },
      axis: {
        position: 'sticky',
        top: 0,
        zIndex: 2,
        minHeight: 28,
        backgroundColor: theme.palette.background.paper,
        borderBottom: `1px solid ${theme.palette.divider}`,
        color: theme.palette.text.secondary,
        fontSize: theme.typography.caption.fontSize,
      },
      axisLabel: { padding: theme.spacing(0, 1.5) },
      band: {
        listStyle: 'none',
        margin: 0,
        padding: theme.spacing(0.5, 0),
        borderBottom: `1px solid ${theme.palette.divider}`,
        '&:last-child': { borderBottom: 'none' },
      },
      rows: { listStyle: 'none', margin: 0, padding: 0 },
      label: {
        display: 'flex',
        alignItems: 'center',
        gap: theme.spacing(0.75),
        padding: theme.spacing(0, 1, 0, 3.5),
        minWidth: 0,
        fontSize: theme.typography.caption.fontSize,
      },
      waveLabel: {
        paddingLeft: theme.spacing(1.5),
        fontSize: theme.typography.body2.fontSize,
        fontWeight: theme.typography.fontWeightBold as number,
      },
      text: {
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      },
      lane: {
        position: 'relative',
        height: 22,
        marginRight: theme.spacing(3),
      },
      tick: {
        position: 'absolute',
        top: 0,
        bottom: 0,
        borderLeft: `1px solid ${theme.palette.divider}`,
        paddingLeft: theme.spacing(0.5),
        whiteSpace: 'nowrap',
      },
      tickLine: {
        position: 'absolute',
        top: 0,
        bottom: 0,
        borderLeft: `1px solid ${theme.palette.divider}`,
        opacity: 0.6,
      },
      now: {
        position: 'absolute',
        top: 0,
        bottom: 0,
        zIndex: 1,
        borderLeft: `2px solid ${theme.palette.primary.main}`,
      },
      expectedEnd: {
        position: 'absolute',
        top: 0,
        bottom: 0,
        borderLeft: `2px dashed ${theme.palette.text.secondary}`,
      },
      bar: {
        position: 'absolute',
        top: 4,
        height: 14,
        minWidth: 4,
        borderRadius: 3,
      },
      waveBar: { top: 7, height: 8, opacity: 0.5 },
      expected: {
        position: 'absolute',
        top: 7,
        height: 8,
        borderRadius: 3,
        border: `1px dashed ${theme.palette.text.secondary}`,
      },
      ok: filled(theme.palette.status.ok),
      running: filled(running),
      error: filled(theme.palette.status.error),
      warning: filled(theme.palette.status.warning),
      paused: filled(theme.palette.status.warning),
      waiting: faint,
      skipped: faint,
      refused: faint,
      info: filled(theme.palette.text.secondary),
      barWords: {
        display: 'block',
        lineHeight: '14px',
        paddingLeft: theme.spacing(0.75),
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        fontSize: theme.typography.caption.fontSize,
      },
      words: {
        position: 'absolute',
        top: 0,
        lineHeight: '22px',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        fontSize: theme.typography.caption.fontSize,
        color: theme.palette.text.secondary,
        paddingLeft: theme.spacing(0.75),
      },
    };
  },
  { name: 'DisasterRecoveryTimeline' },
);
