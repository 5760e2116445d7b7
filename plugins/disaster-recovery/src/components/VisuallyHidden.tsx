import { makeStyles } from '@material-ui/core/styles';
import type { PropsWithChildren } from 'react';

const useStyles = makeStyles(
  {
    root: {
      position: 'absolute',
      width: 1,
      height: 1,
      margin: -1,
      padding: 0,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
      whiteSpace: 'nowrap',
      border: 0,
    },
  },
  { name: 'DisasterRecoveryVisuallyHidden' },
);

/** Words for screen readers alone. */
export function VisuallyHidden(props: PropsWithChildren<{ id?: string }>) {
  const classes = useStyles();
  return (
    <span id={props.id} className={classes.root}>
      {props.children}
    </span>
  );
}
