import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useWords } from '../useWords';
import { VisuallyHidden } from './VisuallyHidden';

const useStyles = makeStyles(
  theme => ({ root: { display: 'grid', gap: theme.spacing(1) } }),
  { name: 'DisasterRecoverySkeletons' },
);

/** The place of a table that is being read. */
export function TableSkeleton(props: { rows?: number }) {
  const classes = useStyles();
  const t = useWords();
  return (
    <div role="status" className={classes.root}>
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: props.rows ?? 6 }, (_, index) => (
        <Skeleton key={index} variant="rect" height={40} />
      ))}
    </div>
  );
}

/** The place of a page that is being read: a heading, a line and a block. */
export function PageSkeleton() {
  const classes = useStyles();
  const t = useWords();
  return (
    <div role="status" className={classes.root}>
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      <Skeleton variant="text" width="40%" height={48} />
      <Skeleton variant="text" width="70%" />
      <Skeleton variant="rect" height={96} />
      <Skeleton variant="rect" height={240} />
    </div>
  );
}
