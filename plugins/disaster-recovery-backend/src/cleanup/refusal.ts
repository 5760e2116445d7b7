import { AwsOperationError, toErrorDetails } from '../aws';
import type { StepOutcome } from './cleanupSteps';

/** What DRS says while something else has to end first: asking again later may be answered otherwise. */
const PASSING: ReadonlySet<string> = new Set([
  'ConflictException',
  'ServiceQuotaExceededException',
]);

/**
 * What an error of DRS means for a step: a refusal that passes is waited for, another one fails the step.
 *
 * @throws the error itself when asking again at once is all it takes, or when it is not AWS's
 */
export function refusal(error: unknown): StepOutcome {
  if (!AwsOperationError.isFinal(error)) {
    throw error;
  }
  const { code, reason, requestId } = error.failure;
  return PASSING.has(code)
    ? {
        status: 'IN_PROGRESS',
        message: `DRS refuses for now: ${reason}`,
        error: toErrorDetails(error),
        awsRequestId: requestId,
      }
    : {
        status: 'FAILED',
        message: error.message,
        error: toErrorDetails(error),
        awsRequestId: requestId,
      };
}
