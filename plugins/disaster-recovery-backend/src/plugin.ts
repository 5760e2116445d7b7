import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { RequestHandler } from 'express';
import { createAuditLog } from './audit/createAuditLog';
import { notificationChannel, PortalChangePublisher } from './audit';
import { DefaultAws } from './aws';
import { boundSessions } from './database/boundSessions';
import { DatabaseClock } from './database/DatabaseClock';
import { migrate } from './database/migrate';
import type { Dependencies } from './dependencies';
import { readDisasterRecoveryConfig } from './DisasterRecoveryConfig';
import { PgBossEngine } from './engine';
import { createApiRouter } from './openapi';
import { awsErrorMiddleware } from './openapi/awsErrorMiddleware';
import { databaseErrorMiddleware } from './openapi/databaseErrorMiddleware';
import { limitExpensive } from './openapi/limitExpensive';
import { DatabaseOutbox } from './outbox';
import {
  DenialRecorder,
  PortalAccess,
  registerPermissions,
} from './permissions';
import { loadFactsOf } from './permissions/loadFacts';
import { readinessServiceRef } from './readiness';
import { StateMetrics, tellBudgets, Telemetry } from './telemetry';
import {
  addRoutes,
  createServices,
  type Services,
  startServices,
} from './services';

const PLUGIN_ID = 'disaster-recovery';

/** What tests look into. */
export interface AssembledPlugin {
  dependencies: Dependencies;
  services: Services;
}

/**
 * Makes the plugin.
 *
 * @param options - for tests: `onDocumented` sees each request before it is answered, and the parts are handed out
 */
export function createDisasterRecoveryPlugin(options?: {
  onDocumented?: RequestHandler;
  onAssembled?: (assembled: AssembledPlugin) => void;
}) {
  return createBackendPlugin({
    pluginId: PLUGIN_ID,
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          database: coreServices.database,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          metrics: metricsServiceRef,
          notifications: notificationService,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          readiness: readinessServiceRef,
          rootConfig: coreServices.rootConfig,
          signals: signalsServiceRef,
          tracing: tracingServiceRef,
        },
        async init(deps) {
          const { lifecycle, logger, rootConfig } = deps;
          // Bad configuration is refused before anything is touched.
          const config = readDisasterRecoveryConfig(rootConfig);
          const database = await deps.database.getClient();
          await boundSessions(database);
          await migrate(database, deps.database.migrations);
          const clock = await DatabaseClock.create(database);

          const telemetry = new Telemetry(deps);
          StateMetrics.create({ ...deps, database });
          const aws = DefaultAws.create({
            config,
            observer: telemetry,
            credentials: DefaultAwsCredentialsManager.fromConfig(rootConfig),
            logger,
            clock,
          });
          tellBudgets(deps.metrics, () => aws.budgets);
          const engine = await PgBossEngine.create({
            database,
            logger,
            clock,
            concurrency: config.engineConcurrency,
            observer: telemetry,
          });
          const outbox = DatabaseOutbox.create({
            database,
            clock,
            engine,
            logger,
          });
          outbox.open(notificationChannel(deps.notifications));
          const audit = createAuditLog({
            ...deps,
            aws,
            config,
            outbox,
          });
          const denials = new DenialRecorder({ audit, database, logger });
          deps.readiness.add(PLUGIN_ID, async () => {
            const { ok, reason } = await engine.health();
            return ok ? undefined : reason;
          });
          const access = new PortalAccess({ ...deps, denials });
          const dependencies: Dependencies = {
            logger,
            database,
            clock,
            config,
            aws,
            engine,
            access,
            audit,
            changes: new PortalChangePublisher({ ...deps, outbox }),
          };
          const services = createServices(dependencies);
          registerPermissions(deps.permissionsRegistry, loadFactsOf(database));

          const router = createApiRouter(options);
          router.use(
            limitExpensive({
              ...config.rateLimit,
              principalOf: request => access.principalOf(request),
            }),
          );
          addRoutes(router, dependencies, services);
          router.use(awsErrorMiddleware());
          router.use(databaseErrorMiddleware(logger));
          deps.httpRouter.use(router);

          lifecycle.addStartupHook(async () => {
            await engine.start();
            await startServices(services);
          });
          lifecycle.addShutdownHook(async () => {
            await engine.stop();
            aws.close();
          });
          options?.onAssembled?.({ dependencies, services });
        },
      });
    },
  });
}

/** The disaster-recovery backend plugin. */
export const disasterRecoveryPlugin = createDisasterRecoveryPlugin();
