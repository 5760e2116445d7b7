import { coreServices } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { readinessHealthFactory } from './readinessHealthFactory';
import { ReadinessProbes } from './readinessService';

describe('readinessHealthFactory', () => {
  it('is ready between start and shutdown, while no probe tells of a problem; liveness stays', async () => {
    const hooks: Record<string, () => void> = {};
    const health = readinessHealthFactory as unknown as {
      factory(deps: unknown): Promise<{
        getReadiness(): Promise<unknown>;
        getLiveness(): Promise<unknown>;
      }>;
    };
    expect(coreServices.rootHealth.id).toBe(readinessHealthFactory.service.id);
    const readiness = new ReadinessProbes();
    let problem: string | undefined;
    readiness.add('disaster-recovery', async () => problem);
    const own = await health.factory({
      readiness,
      lifecycle: mockServices.rootLifecycle.mock({
        addStartupHook: hook => {
          hooks.start = hook as () => void;
        },
        addBeforeShutdownHook: hook => {
          hooks.stop = hook as () => void;
        },
      }),
    });
    const unready = (message: string) => ({
      status: 503,
      payload: { status: 'error', message },
    });
    expect(await own.getReadiness()).toEqual(
      unready('The backend has not started yet'),
    );
    hooks.start();
    expect(await own.getReadiness()).toMatchObject({ status: 200 });
    problem = 'The database does not answer: no answer within 2 s';
    expect(await own.getReadiness()).toEqual(
      unready(`disaster-recovery: ${problem}`),
    );
    expect(await own.getLiveness()).toMatchObject({ status: 200 });
    problem = undefined;
    hooks.stop();
    expect(await own.getReadiness()).toEqual(
      unready('The backend is shutting down'),
    );
  });
});
