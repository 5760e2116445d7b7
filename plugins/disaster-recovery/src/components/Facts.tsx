import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(120px, max-content) minmax(0, 1fr)',
      columnGap: theme.spacing(2),
      rowGap: theme.spacing(0.5),
      margin: 0,
    },
    value: { margin: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'DisasterRecoveryFacts' },
);

/** Names and values. Those without a value are left out. */
export function Facts(props: {
  facts: { name: string; value: ReactNode | undefined }[];
}) {
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {props.facts
        .filter(fact => fact.value !== undefined)
        .map(fact => [
          <Typography
            key={`${fact.name}-name`}
            component="dt"
            variant="body2"
            color="textSecondary"
          >
            {fact.name}
          </Typography>,
          <Typography
            key={`${fact.name}-value`}
            component="dd"
            variant="body2"
            className={classes.value}
          >
            {fact.value}
          </Typography>,
        ])}
    </dl>
  );
}
