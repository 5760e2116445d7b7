import { Content } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { PropsWithChildren } from 'react';
import { ConnectionBanner, LiveProvider } from '../live';
import { useContentStyles } from './useContentStyles';

const useStyles = makeStyles(
  theme => ({
    root: { paddingTop: theme.spacing(2) },
  }),
  { name: 'DisasterRecoverySectionContent' },
);

/** What stands around the pages of every section, in both frontend systems: live data, and the word when it is away. */
export function SectionContent(props: PropsWithChildren<{}>) {
  const classes = useStyles();
  const { words } = useContentStyles();
  return (
    <LiveProvider>
      <Content className={`${classes.root} ${words}`}>
        <ConnectionBanner />
        {props.children}
      </Content>
    </LiveProvider>
  );
}
