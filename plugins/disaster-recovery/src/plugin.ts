import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { DisasterRecoveryClient } from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from './api';
import { entityRouteRef, rootRouteRef, routes } from './routes';

/**
 * The plugin for portals on the legacy frontend system. On the new one, install `./alpha` instead.
 *
 * @public
 */
export const disasterRecoveryPlugin = createPlugin({
  id: 'disaster-recovery',
  routes,
  apis: [
    createApiFactory({
      api: disasterRecoveryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DisasterRecoveryClient(deps),
    }),
  ],
});

/**
 * All pages of the plugin. In `App.tsx`: `<Route path="/disaster-recovery" element={<DisasterRecoveryPage />} />`.
 *
 * @public
 */
export const DisasterRecoveryPage = disasterRecoveryPlugin.provide(
  createRoutableExtension({
    name: 'DisasterRecoveryPage',
    component: () =>
      import('./layout/DisasterRecoveryPage').then(m => m.DisasterRecoveryPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The tab of an entity. In the entity page:
 * `<EntityLayout.Route path="/disaster-recovery" title="Disaster Recovery"><EntityDisasterRecoveryContent /></EntityLayout.Route>`.
 * Entities without the annotation are shown the line to add.
 *
 * @public
 */
export const EntityDisasterRecoveryContent = disasterRecoveryPlugin.provide(
  createRoutableExtension({
    name: 'EntityDisasterRecoveryContent',
    component: () =>
      import('./layout/pages').then(pages => pages.loadEntityContent()),
    mountPoint: entityRouteRef,
  }),
);

/**
 * The card for an entity's overview, to be shown where {@link isDisasterRecoveryAvailable}.
 *
 * @public
 */
export const EntityDisasterRecoveryCard = disasterRecoveryPlugin.provide(
  createComponentExtension({
    name: 'EntityDisasterRecoveryCard',
    component: {
      lazy: () =>
        import('./layout/pages').then(pages => pages.loadEntityCard()),
    },
  }),
);
