import type { AwsFailure } from '../aws';

/** What is done about servers whose job DRS refused to start. */
export type RefusalOutcome =
  /** Room or freedom will come: try again. */
  | 'wait'
  /** One of them may be to blame: try them in smaller jobs. */
  | 'split'
  /** They count as failed. */
  | 'fail';

/** How often a server that is refused alone, for no reason that passes by itself, is tried again. */
export const REFUSALS_ALONE = 5;

const NOBODY_IS_SERVED = [
  'AccessDeniedException',
  'UninitializedAccountException',
  'UnrecognizedClientException',
  'ExpiredTokenException',
];

/**
 * Decides what a refusal of StartRecovery means.
 *
 * @param servers - how many servers were in the job, how many of them another job works on, and how often one that was
 * alone was refused before
 */
export function refusalOutcome(
  failure: Pick<AwsFailure, 'code' | 'retryable'>,
  servers: {
    count: number;
    busy: number;
    liveJobs: number;
    refusalsAlone: number;
  },
): RefusalOutcome {
  if (failure.retryable) {
    return 'wait';
  }
  if (NOBODY_IS_SERVED.includes(failure.code)) {
    return 'fail';
  }
  const passes =
    (failure.code === 'ConflictException' && servers.busy > 0) ||
    (failure.code === 'ServiceQuotaExceededException' && servers.liveJobs > 0);
  if (passes) {
    return 'wait';
  }
  if (servers.count > 1) {
    return 'split';
  }
  const mayPass = [
    'ConflictException',
    'ServiceQuotaExceededException',
  ].includes(failure.code);
  return mayPass && servers.refusalsAlone + 1 < REFUSALS_ALONE
    ? 'wait'
    : 'fail';
}
