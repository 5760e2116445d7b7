import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(3),
      rowGap: theme.spacing(1),
      marginBottom: theme.spacing(2),
    },
    words: { flex: '1 1 320px', minWidth: 0 },
    titleRow: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      columnGap: theme.spacing(3),
    },
    title: { margin: 0, overflowWrap: 'anywhere', fontSize: '1.75rem' },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
  }),
  { name: 'DisasterRecoveryPageHeading' },
);

/** The heading of a page below the plugin's own header: its title, a line about it, its status and actions. */
export function PageHeading(props: {
  title: string;
  /** A line below the title. */
  subtitle?: ReactNode;
  /** Beside the title, for example a status. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** Leaves the page out of the breadcrumbs: for the first page of a section, which is there already. */
  top?: boolean;
}) {
  const classes = useStyles();
  const { pathname } = useLocation();
  const { title } = props;

  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);

  const heading = (
    <header className={classes.root}>
      <div className={classes.words}>
        <div className={classes.titleRow}>
          <Typography variant="h4" component="h2" className={classes.title}>
            {title}
          </Typography>
          {props.aside}
        </div>
        {props.subtitle && (
          <Typography variant="body2" color="textSecondary" component="div">
            {props.subtitle}
          </Typography>
        )}
      </div>
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </header>
  );
  return props.top ? (
    heading
  ) : (
    <BreadcrumbEntry entry={{ label: title, href: pathname }}>
      {heading}
    </BreadcrumbEntry>
  );
}
