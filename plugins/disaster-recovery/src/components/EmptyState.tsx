import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      justifyItems: 'center',
      gap: theme.spacing(2),
      padding: theme.spacing(6, 2),
      textAlign: 'center',
    },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'center',
      gap: theme.spacing(1),
    },
  }),
  { name: 'DisasterRecoveryEmptyState' },
);

/** Where there is nothing yet: a sentence that says how something comes to be, and the next thing to do. */
export function EmptyState(props: {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Typography variant="h6" component="p">
        {props.title}
      </Typography>
      {props.description && (
        <Typography variant="body1" color="textSecondary" component="div">
          {props.description}
        </Typography>
      )}
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </div>
  );
}
