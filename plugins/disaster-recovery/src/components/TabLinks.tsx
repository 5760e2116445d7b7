import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from 'react-router-dom';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderBottom: `1px solid ${theme.palette.divider}`,
      marginBottom: theme.spacing(2),
    },
    tab: {
      minWidth: 0,
      textTransform: 'none',
      letterSpacing: 'normal',
      padding: theme.spacing(1, 2),
      // Five tabs beside the portal's sidebar, in a window of 768 pixels and with whatever font there is.
      [theme.breakpoints.down('sm')]: {
        padding: theme.spacing(1),
      },
    },
  }),
  { name: 'DisasterRecoveryTabLinks' },
);

export interface TabLink {
  id: string;
  label: string;
  to: string;
}

/** Tabs that are links: each has its address, and the back button works. */
export function TabLinks(props: {
  label: string;
  tabs: TabLink[];
  selected: string;
}) {
  const classes = useStyles();
  return (
    <Tabs
      aria-label={props.label}
      className={classes.root}
      value={props.selected}
      variant="scrollable"
      scrollButtons="auto"
      indicatorColor="primary"
    >
      {props.tabs.map(tab => (
        <Tab
          key={tab.id}
          value={tab.id}
          label={tab.label}
          className={classes.tab}
          component={Link}
          to={tab.to}
        />
      ))}
    </Tabs>
  );
}
