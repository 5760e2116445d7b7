import {
  renderInTestApp,
  type TestApiPairs,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  entityRouteRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  AuthorizeResult,
  type EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';
import { Route, Routes } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../api';
import { ConnectionBanner, LiveProvider } from '../live';
import { rootRouteRef } from '../routes';

export interface RenderPageOptions {
  /** What the backend answers. A method that is called and not given fails the test. */
  api?: Partial<DisasterRecoveryApi>;
  /** The address, below where the plugin is mounted. */
  at?: string;
  /** The path pattern of the page, below where the plugin is mounted. */
  path?: string;
  /** The portal's catalog: an empty one unless given. */
  catalog?: CatalogApi;
  /** Names of permissions that the reader does not have. */
  denied?: string[];
}

/** Renders a page as it stands in a portal, with a backend made of functions. */
export function renderPage(
  element: JSX.Element,
  options: RenderPageOptions = {},
) {
  const {
    api = {},
    catalog = catalogApiMock(),
    at = '/sessions',
    path = '/*',
    denied = [],
  } = options;
  const permission = {
    authorize: async (request: EvaluatePermissionRequest) => ({
      result: denied.includes(request.permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    }),
  };
  return renderInTestApp(
    <LiveProvider>
      <ConnectionBanner />
      <Routes>
        <Route path={path.replace(/^\//, '')} element={element} />
      </Routes>
    </LiveProvider>,
    {
      mountPath: '/disaster-recovery',
      initialRouteEntries: [`/disaster-recovery${at}`],
      mountedRoutes: {
        '/disaster-recovery': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [
        [disasterRecoveryApiRef, api as DisasterRecoveryApi],
        [permissionApiRef, permission],
        [catalogApiRef, catalog],
      ] as TestApiPairs<any[]>,
    },
  );
}
