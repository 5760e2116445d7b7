import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    footer: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(2),
      position: 'sticky',
      bottom: 0,
      zIndex: 3,
      padding: theme.spacing(1.5, 2),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    note: { flex: '1 1 240px' },
  }),
  { name: 'DisasterRecoveryStepFrame' },
);

/** A step of the wizard: what it is for, what it shows, and at the bottom right the one button. */
export function StepFrame(props: {
  title: string;
  intro: ReactNode;
  /** Beside the button: what is waited for, how long it takes, whether one may leave. */
  note?: ReactNode;
  button?: ReactNode;
  children?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <section aria-label={props.title} className={classes.root}>
      <div>
        <Typography variant="h5" component="h3" gutterBottom>
          {props.title}
        </Typography>
        <Typography variant="body1" component="div">
          {props.intro}
        </Typography>
      </div>
      {props.children}
      <div className={classes.footer}>
        {props.note && (
          <Typography
            variant="body2"
            color="textSecondary"
            component="div"
            role="status"
            className={classes.note}
          >
            {props.note}
          </Typography>
        )}
        {props.button}
      </div>
    </section>
  );
}
