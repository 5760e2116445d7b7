/**
 * How a call may be repeated: a `read` and an `idempotent` call as often as wanted, an `effect` only when AWS has
 * certainly done nothing.
 */
export type CallKind = 'read' | 'idempotent' | 'effect';

/** What went wrong, as far as repeating is concerned. */
export type FailureKind = 'throttled' | 'unanswered' | 'refused';

const THROTTLING_CODES = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'RateExceeded',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'Throttling',
  'ThrottledException',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const CLOCK_SKEW_CODES = new Set([
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** What an SDK error tells, in all generations of the SDK. */
export interface SdkError {
  name?: string;
  /** Of network errors: Node's own, for example ECONNREFUSED. */
  code?: string;
  message?: string;
  retryAfterSeconds?: number;
  $metadata?: {
    httpStatusCode?: number;
    requestId?: string;
    clockSkewCorrected?: boolean;
  };
}

/**
 * Whether AWS turned the call away before doing anything (throttled), may or may not have done it (unanswered: the
 * network, a timeout, a server's fault, an answer that cannot be read), or said no (refused).
 */
export function failureKind(error: SdkError): FailureKind {
  const status = error.$metadata?.httpStatusCode;
  if (THROTTLING_CODES.has(error.name ?? '') || status === 429) {
    return 'throttled';
  }
  // No credentials, no signature, nothing sent.
  if (error.name === 'CredentialsProviderError') {
    return 'refused';
  }
  return status !== undefined && status >= 400 && status < 500
    ? 'refused'
    : 'unanswered';
}

/** Whether the same call may be made again at once, by itself. */
export function mayRepeat(kind: CallKind, error: SdkError): boolean {
  const failure = failureKind(error);
  // The SDK marks every refusal while clocks differ. Only one for that reason ends when it signs with the right time.
  if (
    failure === 'refused' &&
    error.$metadata?.clockSkewCorrected &&
    CLOCK_SKEW_CODES.has(error.name ?? '')
  ) {
    return true;
  }
  return (
    failure === 'throttled' || (failure === 'unanswered' && kind !== 'effect')
  );
}

/** How long a call waits before its next attempt: exponential with full jitter, or as long as AWS asks. Milliseconds. */
export function backoffMs(
  attempt: number,
  error: SdkError,
  random: () => number = Math.random,
): number {
  const asked = (error.retryAfterSeconds ?? 0) * 1000;
  const base = failureKind(error) === 'throttled' ? 500 : 100;
  const jittered = random() * Math.min(10_000, base * 2 ** attempt);
  return Math.min(20_000, Math.max(asked, jittered));
}
