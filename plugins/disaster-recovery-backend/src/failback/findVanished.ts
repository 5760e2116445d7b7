import { hasEnded } from '../aws';
import type { VanishedServers } from '../executions';
import type { OperationContext } from '../failover-sessions';
import type { FailbackDependencies } from './FailbackDependencies';
import { failbackProgress, type LaunchFacts } from './failbackProgress';

/**
 * The source servers whose instances a launch has made and that are there no more, each with why: what ends before the
 * failback is complete has served nobody, and is launched again.
 *
 * @param isLate - whether the launch ended so long ago that everything it made can be seen
 * @remarks
 * DRS forgets what has ended, and whoever deletes its record there leaves the machine running: EC2 tells which it is.
 */
export async function findVanished(
  { aws }: FailbackDependencies,
  { session, instances }: OperationContext,
  facts: LaunchFacts,
  isLate: boolean,
): Promise<VanishedServers> {
  const launched = instances.flatMap(instance => {
    const { status, failbackInstanceId, ec2State, sourceServerId } =
      failbackProgress(instance, facts) ?? {};
    return status === 'LAUNCHED' && failbackInstanceId && sourceServerId
      ? [{ id: failbackInstanceId, ec2State, sourceServerId }]
      : [];
  });
  const unlisted = launched.filter(({ ec2State }) => ec2State === undefined);
  const seen = new Map(
    unlisted.length > 0
      ? (
          await aws
            .in({
              accountId: session.sourceAccountId,
              region: session.sourceRegion,
            })
            .ec2.listInstances(unlisted.map(({ id }) => id))
        ).map(({ id, state }) => [id, state])
      : [],
  );
  return new Map(
    launched.flatMap(({ id, ec2State, sourceServerId }) => {
      // A young instance may not be seen yet: what EC2 does not know counts late.
      const state =
        ec2State ?? seen.get(id) ?? (isLate ? 'NOT_FOUND' : undefined);
      return hasEnded(state)
        ? [
            [
              sourceServerId,
              `It was launched as ${id}, which is ${state} now`,
            ] as const,
          ]
        : [];
    }),
  );
}
