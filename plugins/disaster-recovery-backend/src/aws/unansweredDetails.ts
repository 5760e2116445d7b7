import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import type { AwsFailure } from './AwsOperationError';

/**
 * That something cannot be found out, because AWS refuses or does not answer: it is no failure of what somebody asked for, and
 * goes away by itself.
 *
 * @param options - `what` cannot be done, as a sentence's beginning; the `code` by which it is known again
 */
export function unansweredDetails(
  failure: AwsFailure,
  { what, code, at }: { what: string; code: string; at: Date },
): ErrorDetails {
  const { service, operation, region, accountId, requestId } = failure;
  return {
    message: `${what}: ${service.toUpperCase()} of ${region} in account ${accountId} refuses or does not answer.`,
    code,
    service,
    operation,
    awsRequestId: requestId,
    reason: `${failure.code}: ${failure.reason}`,
    remedy:
      'It is asked again by itself, and what is shown is as old as it says. If this lasts, see to it that AWS can be reached with the credentials of this account.',
    at: at.toISOString(),
  };
}
