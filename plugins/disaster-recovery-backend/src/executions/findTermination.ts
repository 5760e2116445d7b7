import { type Drs, isGone } from '../aws';
import type { ServerRecord } from './records';

/**
 * Looks in DRS for the job that terminates these servers' instances, started at or after `since`.
 *
 * @returns the job; without an id when all of them are gone and DRS shows no job; undefined when nothing terminates them
 */
export async function findTermination(
  drs: Drs,
  servers: Pick<ServerRecord, 'recoveryInstanceId' | 'sourceServerId'>[],
  since: Date,
): Promise<{ jobId?: string } | undefined> {
  const jobs = await drs.listJobs({ since });
  const job = jobs.find(
    ({ type, servers: taken }) =>
      type === 'TERMINATE' &&
      servers.every(server =>
        taken.some(({ recoveryInstanceId, sourceServerId }) =>
          recoveryInstanceId
            ? recoveryInstanceId === server.recoveryInstanceId
            : sourceServerId === server.sourceServerId,
        ),
      ),
  );
  if (job) {
    return { jobId: job.id };
  }
  const instances = await drs.listRecoveryInstances({
    ids: servers.flatMap(({ recoveryInstanceId }) => recoveryInstanceId ?? []),
  });
  return instances.every(({ ec2State }) => isGone(ec2State)) ? {} : undefined;
}
