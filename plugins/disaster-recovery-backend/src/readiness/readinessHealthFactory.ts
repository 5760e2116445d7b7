import {
  coreServices,
  createServiceFactory,
  type RootHealthService,
} from '@backstage/backend-plugin-api';
import { readinessServiceRef } from './readinessService';

/**
 * The health of a backend that also asks its plugins: ready between start and shutdown, while nothing is told against it.
 *
 * @remarks
 * Takes the place of Backstage's own, which knows only whether the process has started: add it to the backend like a plugin.
 * Liveness stays true meanwhile: to start again brings no database back.
 */
export const readinessHealthFactory = createServiceFactory({
  service: coreServices.rootHealth,
  deps: {
    lifecycle: coreServices.rootLifecycle,
    readiness: readinessServiceRef,
  },
  factory({ lifecycle, readiness }): RootHealthService {
    let unready: string | undefined = 'The backend has not started yet';
    lifecycle.addStartupHook(() => {
      unready = undefined;
    });
    lifecycle.addBeforeShutdownHook(() => {
      unready = 'The backend is shutting down';
    });
    return {
      getLiveness: async () => ({ status: 200, payload: { status: 'ok' } }),
      getReadiness: async () => {
        const problems = unready ? [unready] : await readiness.problems();
        return problems.length === 0
          ? { status: 200, payload: { status: 'ok' } }
          : {
              status: 503,
              payload: { status: 'error', message: problems.join('; ') },
            };
      },
    };
  },
});
