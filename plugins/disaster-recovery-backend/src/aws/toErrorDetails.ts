import { isError } from '@backstage/errors';
import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError } from './AwsOperationError';

/** Any error as it is kept with what failed: in AWS's own words where they are AWS's. */
export function toErrorDetails(
  error: unknown,
  more: Partial<ErrorDetails> = {},
): ErrorDetails {
  const at = new Date();
  if (error instanceof AwsOperationError) {
    return { ...error.toDetails({ at }), ...more };
  }
  return {
    message: isError(error) ? error.message : String(error),
    code: isError(error) ? error.name : undefined,
    at: at.toISOString(),
    ...more,
  };
}
