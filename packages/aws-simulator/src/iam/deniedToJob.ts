import type { Job } from '../drs/types';
import { World } from '../world/World';
import { findDenial } from './access';
import { DRS } from './authorizeCall';
import { AccessCheck } from './types';

/** Why DRS may not do something for a job in the name of whoever started it, as the job's log tells it. */
export function deniedToJob(
  world: World,
  job: Job,
  checks: AccessCheck[],
): string | undefined {
  if (!job.startedBy) return undefined;
  const denial = findDenial(world, {
    principal: job.startedBy,
    region: job.region,
    operation:
      job.type === 'LAUNCH'
        ? 'drs:StartRecovery'
        : 'drs:TerminateRecoveryInstances',
    via: DRS,
    checks,
  });
  if (!denial) return undefined;
  const operation = denial.check.action.split(':')[1];
  return `An error occurred (UnauthorizedOperation) when calling the ${operation} operation: You are not authorized to perform this operation. ${denial.words}`;
}
