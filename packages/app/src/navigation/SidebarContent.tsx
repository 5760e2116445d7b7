import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { makeStyles } from '@material-ui/core/styles';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import type { ComponentProps } from 'react';
import { SidebarLogo } from './SidebarLogo';

const useItemStyles = makeStyles({
  // Backstage leaves a label half of the sidebar; the most important one here needs more.
  root: {
    '& .MuiTypography-subtitle2': {
      width: 'auto',
      flexShrink: 0,
      overflow: 'visible',
    },
    // What gives way is the empty place at the end, not the icon, which stands below the others'.
    '& > :first-child': { flexShrink: 0 },
  },
});

function PageItem(props: {
  icon: ComponentProps<typeof SidebarItem>['icon'];
  to: string;
  text: string;
}) {
  return <SidebarItem className={useItemStyles().root} {...props} />;
}

/** Disaster recovery first: it is what people come here for, and in a hurry. */
export const SidebarContent = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const pages = navItems.withComponent(item => (
        <PageItem icon={() => item.icon} to={item.href} text={item.title} />
      ));

      // These two have an entry of their own kind below.
      pages.take('page:search');
      pages.take('page:notifications');

      const disasterRecovery = pages.take('page:disaster-recovery');
      const catalog = pages.take('page:catalog');
      const settings = pages.take('page:user-settings');

      return (
        <Sidebar>
          <SidebarLogo />
          <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
            <SidebarSearchModal />
          </SidebarGroup>
          <SidebarDivider />
          <SidebarGroup label="Menu" icon={<MenuIcon />}>
            {disasterRecovery}
            {catalog}
            <SidebarDivider />
            <SidebarScrollWrapper>
              {pages.rest({ sortBy: 'title' })}
            </SidebarScrollWrapper>
          </SidebarGroup>
          <SidebarSpace />
          <SidebarDivider />
          <NotificationsSidebarItem />
          <SidebarDivider />
          <SidebarGroup
            label="Settings"
            icon={<UserSettingsSignInAvatar />}
            to="/settings"
          >
            {settings}
          </SidebarGroup>
        </Sidebar>
      );
    },
  },
});
