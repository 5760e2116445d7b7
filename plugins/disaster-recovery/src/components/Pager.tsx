import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { QuietButton } from './QuietButton';
import { useWords } from '../useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
  }),
  { name: 'DisasterRecoveryPager' },
);

/** Pages of a list that the server pages by cursor. `pages` are the cursors of the pages from the second to this one. */
export function Pager(props: {
  pages: string[];
  pageSize: number;
  shown: number;
  total: number;
  nextCursor: string | undefined;
  onPages(pages: string[]): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { pages, nextCursor, shown, onPages } = props;
  if (pages.length === 0 && nextCursor === undefined) {
    return null;
  }
  const from = pages.length * props.pageSize + 1;
  return (
    <div className={classes.root}>
      <Typography variant="caption" color="textSecondary">
        {t('common.table.page', {
          from,
          to: from + shown - 1,
          total: props.total,
        })}
      </Typography>
      <QuietButton
        small
        disabled={pages.length === 0}
        onClick={() => onPages(pages.slice(0, -1))}
      >
        {t('common.table.previousPage')}
      </QuietButton>
      <QuietButton
        small
        disabled={nextCursor === undefined}
        onClick={() => onPages([...pages, nextCursor!])}
      >
        {t('common.table.nextPage')}
      </QuietButton>
    </div>
  );
}
