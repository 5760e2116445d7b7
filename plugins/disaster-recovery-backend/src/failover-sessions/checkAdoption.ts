import { ConflictError, InputError } from '@backstage/errors';
import type {
  AccountRegion,
  AdoptSessionInput,
} from '@internal/plugin-disaster-recovery-common';
import {
  type DrsJob,
  isGone,
  type RecoveryInstance,
  type SourceServer,
} from '../aws';

function list(ids: string[]): string {
  return ids.join(', ');
}

/** Refuses jobs that are not failovers, or not yet at their end. @throws InputError, ConflictError */
export function checkJobs(input: AdoptSessionInput, jobs: DrsJob[]): void {
  const missing = input.jobIds.filter(id => !jobs.some(job => job.id === id));
  if (missing.length > 0) {
    throw new InputError(
      `DRS in ${input.region} of account ${input.accountId} has no job ${list(
        missing,
      )}`,
    );
  }
  for (const job of jobs) {
    if (job.initiatedBy === 'START_DRILL') {
      throw new InputError(
        `Job ${job.id} is a drill: only a failover becomes a session`,
      );
    }
    if (job.type !== 'LAUNCH' || job.initiatedBy !== 'START_RECOVERY') {
      throw new InputError(
        `Job ${job.id} is no failover: its type is ${
          job.type ?? 'unknown'
        }, initiated by ${job.initiatedBy ?? 'something unknown'}`,
      );
    }
    if (job.status !== 'COMPLETED') {
      throw new ConflictError(
        `Job ${job.id} is ${job.status}; adopt the failover once it is COMPLETED`,
      );
    }
  }
}

/** Leaves the instances that the jobs launched and that are alive. @throws InputError when something stands against them */
export function checkInstances(
  input: AdoptSessionInput,
  instances: RecoveryInstance[],
): RecoveryInstance[] {
  const launched = instances.filter(
    ({ jobId }) => jobId !== undefined && input.jobIds.includes(jobId),
  );
  const drills = launched.filter(({ isDrill }) => isDrill);
  if (drills.length > 0) {
    throw new InputError(
      `${list(
        drills.map(({ id }) => id),
      )}: drill instances cannot become part of a session`,
    );
  }
  const gone = launched.filter(({ ec2State }) => isGone(ec2State));
  if (gone.length > 0) {
    throw new InputError(
      `${list(
        gone.map(({ id, ec2State }) => `${id} (${ec2State})`),
      )}: terminated instances cannot be brought back; leave out their jobs`,
    );
  }
  if (launched.length === 0) {
    throw new InputError(
      `DRS in ${input.region} lists no recovery instance of ${list(
        input.jobIds,
      )}: nothing was launched, or it is gone`,
    );
  }
  return launched;
}

/** Where the machines came from: one account and region for all of them. @throws InputError */
export function originOf(
  input: AdoptSessionInput,
  instances: RecoveryInstance[],
  servers: SourceServer[],
): AccountRegion {
  const origins = instances.map(instance => {
    const server = servers.find(({ id }) => id === instance.sourceServerId);
    const region = server?.originRegion ?? instance.originRegion;
    if (!region) {
      throw new InputError(
        `DRS does not say which region ${instance.id} (${instance.sourceServerId}) came from: it is not an EC2 machine's`,
      );
    }
    return { accountId: server?.originAccountId ?? input.accountId, region };
  });
  const other = origins.find(
    ({ accountId, region }) =>
      accountId !== origins[0].accountId || region !== origins[0].region,
  );
  if (other) {
    throw new InputError(
      `The jobs launched machines from ${origins[0].region} of ${origins[0].accountId} and from ${other.region} of ${other.accountId}: adopt them as one session each`,
    );
  }
  return origins[0];
}
