import type { AwsFailure } from './AwsOperationError';
import { type CallKind, failureKind, type SdkError } from './callPolicy';

const TIMEOUT_NAMES = new Set(['AbortError', 'TimeoutError', 'RequestTimeout']);

function codeOf(error: SdkError): string {
  if (TIMEOUT_NAMES.has(error.name ?? '')) {
    return 'TimeoutError';
  }
  // An answer may break off after its status has come: no error status means no error of AWS.
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (failureKind(error) === 'unanswered' && status < 400) {
    return 'NetworkError';
  }
  return error.name || 'UnknownError';
}

function reasonOf(error: SdkError, code: string): string {
  const message = error.message || error.code || 'AWS gave no reason';
  return code === 'NetworkError' || code === 'TimeoutError'
    ? `no answer came from AWS, or none that could be read (${message})`
    : message;
}

/** Puts an error of any SDK client into the product's one form. */
export function toAwsFailure(
  error: SdkError,
  call: {
    service: string;
    operation: string;
    kind: CallKind;
    accountId: string;
    region: string;
  },
): AwsFailure {
  const { kind, ...where } = call;
  const failure = failureKind(error);
  const code = codeOf(error);
  return {
    ...where,
    code,
    reason: reasonOf(error, code),
    requestId: error.$metadata?.requestId,
    httpStatus: error.$metadata?.httpStatusCode,
    retryable: failure !== 'refused',
    outcomeUnknown: failure === 'unanswered' && kind !== 'read',
  };
}
