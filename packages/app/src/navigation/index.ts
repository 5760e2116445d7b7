import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SidebarContent } from './SidebarContent';

/** The portal's sidebar. */
export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [SidebarContent],
});
