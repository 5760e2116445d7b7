import {
  AlertApiForwarder,
  createSpecializedApp,
  ErrorApiForwarder,
  FlatRoutes,
  UrlPatternDiscovery,
  WebStorage,
} from '@backstage/core-app-api';
import { Sidebar, SidebarItem, SidebarPage } from '@backstage/core-components';
import {
  alertApiRef,
  createApiFactory,
  discoveryApiRef,
  errorApiRef,
  fetchApiRef,
  storageApiRef,
  type AnyApiFactory,
} from '@backstage/core-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  EntityLayout,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { MockPermissionApi } from '@backstage/test-utils';
import { themes, UnifiedThemeProvider } from '@backstage/theme';
import Grid from '@material-ui/core/Grid';
import Icon from '@material-ui/icons/AcUnit';
import RestoreIcon from '@material-ui/icons/Restore';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route } from 'react-router-dom';
import {
  DisasterRecoveryPage,
  EntityDisasterRecoveryCard,
  EntityDisasterRecoveryContent,
  isDisasterRecoveryAvailable,
} from '..';

const ICONS = [
  'kind:api',
  'kind:component',
  'kind:domain',
  'kind:group',
  'kind:location',
  'kind:system',
  'kind:user',
  'kind:resource',
  'kind:template',
  'brokenImage',
  'catalog',
  'chat',
  'dashboard',
  'docs',
  'email',
  'github',
  'group',
  'help',
  'scaffolder',
  'search',
  'star',
  'techdocs',
  'unstarred',
  'user',
  'warning',
] as const;

function Light(props: { children?: ReactNode }) {
  return (
    <UnifiedThemeProvider theme={themes.light}>
      <>{props.children}</>
    </UnifiedThemeProvider>
  );
}

/** `packages/app/src/components/catalog/EntityPage.tsx`, as the plugin's README has it. */
const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <Grid container>
        <EntitySwitch>
          <EntitySwitch.Case if={isDisasterRecoveryAvailable}>
            <Grid item md={6}>
              <EntityDisasterRecoveryCard />
            </Grid>
          </EntitySwitch.Case>
        </EntitySwitch>
      </Grid>
    </EntityLayout.Route>
    <EntityLayout.Route path="/disaster-recovery" title="Disaster Recovery">
      <EntityDisasterRecoveryContent />
    </EntityLayout.Route>
  </EntityLayout>
);

/** `packages/app/src/App.tsx`, as the plugin's README has it. */
const routes = (
  <FlatRoutes>
    <Route path="/catalog" element={<CatalogIndexPage />} />
    <Route
      path="/catalog/:namespace/:kind/:name"
      element={<CatalogEntityPage />}
    >
      {entityPage}
    </Route>
    <Route path="/disaster-recovery" element={<DisasterRecoveryPage />} />
  </FlatRoutes>
);

/**
 * Renders a whole app of the legacy frontend system that has the plugin as its README says. The plugin's own client asks
 * a backend that consists of a function.
 *
 * @param options - the address to open, the entities of the catalog, and the backend's answers by path
 */
export function renderLegacyApp(options: {
  at: string;
  entities?: Entity[];
  answer(path: string): unknown;
}) {
  const fetch = async (input: unknown) => {
    const { pathname } = new URL(String(input));
    const body = options.answer(pathname.replace('/disaster-recovery', ''));
    return new Response(JSON.stringify(body ?? {}), {
      status: body === undefined ? 404 : 200,
      headers: { 'content-type': 'application/json' },
    });
  };
  const errorApi = new ErrorApiForwarder();
  const apis: AnyApiFactory[] = [
    createApiFactory(
      discoveryApiRef,
      UrlPatternDiscovery.compile('http://localhost/{{ pluginId }}'),
    ),
    createApiFactory(fetchApiRef, { fetch }),
    createApiFactory(alertApiRef, new AlertApiForwarder()),
    createApiFactory(errorApiRef, errorApi),
    createApiFactory(storageApiRef, WebStorage.create({ errorApi })),
    createApiFactory(permissionApiRef, new MockPermissionApi()),
    createApiFactory(
      catalogApiRef,
      catalogApiMock({ entities: options.entities }),
    ),
    createApiFactory(starredEntitiesApiRef, new MockStarredEntitiesApi()),
  ];
  const app = createSpecializedApp({
    apis,
    configLoader: async () => [],
    components: {
      Progress: () => <div role="progressbar" />,
      NotFoundErrorPage: () => <>Not found</>,
      BootErrorPage: ({ error }) => <>{error.message}</>,
      ErrorBoundaryFallback: ({ error }) => <>{error.message}</>,
      Router: ({ children }) => (
        <MemoryRouter initialEntries={[options.at]}>{children}</MemoryRouter>
      ),
    },
    icons: Object.fromEntries(ICONS.map(name => [name, Icon])) as Record<
      (typeof ICONS)[number],
      typeof Icon
    >,
    themes: [
      { id: 'light', title: 'Light', variant: 'light', Provider: Light },
    ],
  });
  const AppRouter = app.getRouter();
  const Root = app.createRoot(
    <AppRouter>
      <SidebarPage>
        <Sidebar>
          <SidebarItem
            icon={RestoreIcon}
            to="disaster-recovery"
            text="Recovery"
          />
        </Sidebar>
        {routes}
      </SidebarPage>
    </AppRouter>,
  );
  return render(<Root />);
}
