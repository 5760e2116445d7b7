import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import {
  sessionTabSchema,
  type FailoverSessionPage,
  type SessionTab,
} from '@internal/plugin-disaster-recovery-common';
import { useWords } from '../useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderBottom: `1px solid ${theme.palette.divider}`,
      marginBottom: theme.spacing(2),
    },
    tab: { minWidth: 0, textTransform: 'none', letterSpacing: 'normal' },
  }),
  { name: 'DisasterRecoverySessionTabs' },
);

/** The tab to open when the address names none: the first that has something, in the order of urgency. */
export function firstTabWithSessions(
  counts: FailoverSessionPage['counts'],
): SessionTab {
  return sessionTabSchema.options.find(tab => counts[tab] > 0) ?? 'needsYou';
}

/** The sessions by what they need, with how many there are. */
export function SessionTabs(props: {
  selected: SessionTab;
  counts: FailoverSessionPage['counts'];
  onSelect(tab: SessionTab): void;
}) {
  const classes = useStyles();
  const t = useWords();
  return (
    <Tabs
      className={classes.root}
      aria-label={t('sessions.tabs.label')}
      value={props.selected}
      onChange={(_event, tab) => props.onSelect(tab)}
      indicatorColor="primary"
      variant="scrollable"
      scrollButtons="auto"
    >
      {sessionTabSchema.options.map(tab => (
        <Tab
          key={tab}
          value={tab}
          className={classes.tab}
          label={t(`sessions.tabs.${tab}`, { count: props.counts[tab] })}
        />
      ))}
    </Tabs>
  );
}
