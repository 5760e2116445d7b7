import { Call } from '../Call';
import { findDenial } from './access';
import { accessDenied } from './accessDenied';
import { dependentChecks } from './checksInCallersName';
import { checksOfCall } from './checksOfCall';

export const DRS = 'drs.amazonaws.com';

/**
 * Lets a call through if the caller's policies allow it, with what its service asks for in the caller's name.
 *
 * @throws AwsError that names the action, and the resource if the action is about one
 */
export function authorizeCall(call: Call, input: Record<string, any>): void {
  const { world, principal, region, service } = call;
  const question = {
    principal,
    region,
    operation: `${service}:${call.operation}`,
  };
  const denial =
    findDenial(world, { ...question, checks: checksOfCall(call, input) }) ??
    (service === 'drs'
      ? findDenial(world, {
          ...question,
          via: DRS,
          checks: dependentChecks(call.operation),
        })
      : undefined);
  if (denial) throw accessDenied(service, denial.words);
}
