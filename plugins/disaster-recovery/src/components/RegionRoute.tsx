import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../useWords';
import { VisuallyHidden } from './VisuallyHidden';

const useStyles = makeStyles(
  { root: { whiteSpace: 'nowrap' } },
  { name: 'DisasterRecoveryRegionRoute' },
);

/** From which region to which: `us-east-1 → us-west-2`. */
export function RegionRoute(props: { from: string; to: string }) {
  const classes = useStyles();
  const t = useWords();
  return (
    <span className={classes.root}>
      <span aria-hidden>
        {props.from} → {props.to}
      </span>
      <VisuallyHidden>
        {t('common.region.route', { from: props.from, to: props.to })}
      </VisuallyHidden>
    </span>
  );
}
