// The portal's backend with nothing but the disaster-recovery plugin and the services that it uses: what has been killed is
// to be there again soon.
import module from 'node:module';
import { createSpecializedBackend } from '@backstage/backend-app-api';
import {
  metricsServiceFactory,
  tracingServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { discoveryServiceFactory } from '@backstage/backend-defaults/discovery';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import { lifecycleServiceFactory } from '@backstage/backend-defaults/lifecycle';
import { loggerServiceFactory } from '@backstage/backend-defaults/logger';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { rootConfigServiceFactory } from '@backstage/backend-defaults/rootConfig';
import { rootHealthServiceFactory } from '@backstage/backend-defaults/rootHealth';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { rootLifecycleServiceFactory } from '@backstage/backend-defaults/rootLifecycle';
import { rootLoggerServiceFactory } from '@backstage/backend-defaults/rootLogger';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import disasterRecoveryPlugin from '@internal/plugin-disaster-recovery-backend';

const backend = createSpecializedBackend({
  defaultServiceFactories: [
    auditorServiceFactory,
    authServiceFactory,
    databaseServiceFactory,
    discoveryServiceFactory,
    eventsServiceFactory,
    httpAuthServiceFactory,
    httpRouterServiceFactory,
    lifecycleServiceFactory,
    loggerServiceFactory,
    metricsServiceFactory,
    permissionsServiceFactory,
    permissionsRegistryServiceFactory,
    rootConfigServiceFactory,
    rootHealthServiceFactory,
    rootHttpRouterServiceFactory,
    rootLifecycleServiceFactory,
    rootLoggerServiceFactory,
    tracingServiceFactory,
  ],
});
backend.add(disasterRecoveryPlugin);

backend.start().then(
  // Whoever is killed cannot leave its compiled code to the next one: it does so now.
  () => module.flushCompileCache?.(),
  // A portal that did not start must end: whoever watches it would wait for a readiness that never comes.
  () => process.exit(1),
);
