import { ResponseError } from '@backstage/errors';
import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';

const PLAIN_NAMES = new Set(['Error', 'TypeError', 'ResponseError']);

/** Any error as the pages show it: the server's own message and what it says beside it. */
export function toErrorDetails(
  error: Error | ErrorDetails,
): Partial<ErrorDetails> & { message: string } {
  if (!(error instanceof Error)) {
    return error;
  }
  if (error instanceof ResponseError) {
    // Refusals by AWS have these beside what every error of the portal has.
    const { message, name, code, service, operation, awsRequestId } = error.body
      .error as { name: string; message: string } & Partial<ErrorDetails>;
    return { message, code: code ?? name, service, operation, awsRequestId };
  }
  return {
    message: error.message,
    code: PLAIN_NAMES.has(error.name) ? undefined : error.name,
  };
}
