import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(3) },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(2),
      rowGap: theme.spacing(1),
      marginBottom: theme.spacing(1),
    },
    title: { margin: 0 },
    words: { flex: '1 1 200px' },
  }),
  { name: 'DisasterRecoverySection' },
);

/** A part of a page below its own heading, with what one can do in it at the right. */
export function Section(props: {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.root}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Typography
            id={id}
            variant="h6"
            component="h3"
            className={classes.title}
          >
            {props.title}
          </Typography>
          {props.subtitle && (
            <Typography variant="body2" color="textSecondary" component="div">
              {props.subtitle}
            </Typography>
          )}
        </div>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}
