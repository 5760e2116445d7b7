import limitConcurrency from 'p-limit';
import { AwsOperationError, type SourceServer } from '../aws';
import type { OperationContext } from '../failover-sessions';
import { createCandidates, whatReplicates } from './chooseStartMove';
import { InstanceStart, type StartDependencies } from './InstanceStart';
import type { InstanceSteps } from './InstanceSteps';
import { watchTarget } from './watchedSessions';

const INSTANCES_AT_A_TIME = 10;

/**
 * Does the next missing thing for each instance that is not started yet.
 *
 * @returns whether some instance has to be waited for
 */
export async function startInstances(
  dependencies: StartDependencies,
  context: OperationContext,
  steps: InstanceSteps,
): Promise<boolean> {
  const { drs } = dependencies.aws.in(watchTarget(context.session));
  let servers: SourceServer[];
  try {
    servers = await drs.listSourceServers(
      whatReplicates(steps.open.map(({ instance }) => instance)),
    );
  } catch (error) {
    if (error instanceof AwsOperationError && !error.failure.retryable) {
      for (const target of steps.open) {
        await steps.fail(target, error.toDetails({ at: new Date() }));
      }
      return false;
    }
    throw error;
  }
  const candidatesFor = createCandidates(servers);
  const limit = limitConcurrency(INSTANCES_AT_A_TIME);
  const waiting = await Promise.all(
    steps.open.map(target =>
      limit(() =>
        context.signal.aborted
          ? true
          : new InstanceStart(
              dependencies,
              context,
              steps,
              target,
              candidatesFor(target.instance),
            ).run(),
      ),
    ),
  );
  return waiting.includes(true);
}
