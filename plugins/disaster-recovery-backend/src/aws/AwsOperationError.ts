import { CustomErrorBase } from '@backstage/errors';
import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';

/** What an AWS refusal or failure is, in one form for all services. */
export interface AwsFailure {
  /** For example `drs`. */
  service: string;
  /** For example `StartRecovery`. */
  operation: string;
  /** AWS's error code, for example `ConflictException`, or `NetworkError`. */
  code: string;
  /** AWS's own words. */
  reason: string;
  requestId?: string;
  httpStatus?: number;
  accountId: string;
  region: string;
  /** Whether the same call may work later: throttling, a server's fault, the network. */
  retryable: boolean;
  /** Whether the call may have taken effect although no answer came. */
  outcomeUnknown: boolean;
}

const DENIALS: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
]);

/**
 * Every error of AWS, as the product sees it.
 *
 * @remarks The message is a sentence: what was asked, where, and AWS's own words.
 */
export class AwsOperationError extends CustomErrorBase {
  name = 'AwsOperationError' as const;
  readonly failure: AwsFailure;
  readonly cause?: Error;

  constructor(failure: AwsFailure, cause?: unknown) {
    super(
      `${failure.service.toLocaleUpperCase('en-US')} ${failure.operation} in ${
        failure.region
      } was not done: ${failure.reason}`,
    );
    this.failure = failure;
    // Not through the base class, which would append the cause's message: the sentence has AWS's words already.
    this.cause = cause instanceof Error ? cause : undefined;
  }

  /** Whether the portal's policy in the account does not allow the call. */
  get isDenied(): boolean {
    return DENIALS.has(this.failure.code);
  }

  /** Whether DRS has not been initialized in the account and region that was asked. */
  get isUninitialized(): boolean {
    return this.failure.code === 'UninitializedAccountException';
  }

  /** Whether the same call may be answered otherwise later, or has had an effect that nobody was told of. */
  get mayPass(): boolean {
    return this.failure.retryable || this.failure.outcomeUnknown;
  }

  /** Whether AWS has said no, and will say it again. */
  static isFinal(error: unknown): error is AwsOperationError {
    return error instanceof AwsOperationError && !error.mayPass;
  }

  /** As it is stored with a session, operation or server. */
  toDetails(context: {
    at: Date;
    message?: string;
    remedy?: string;
    correlationId?: string;
    operationId?: string;
  }): ErrorDetails {
    const { service, operation, code, reason, requestId } = this.failure;
    return {
      message: context.message ?? this.message,
      code,
      service,
      operation,
      reason,
      awsRequestId: requestId,
      remedy: context.remedy,
      correlationId: context.correlationId,
      operationId: context.operationId,
      at: context.at.toISOString(),
    };
  }

  /** For intents: whether this error leaves open if the call took effect. */
  static outcomeUnknown(error: unknown): boolean {
    return (
      !(error instanceof AwsOperationError) || error.failure.outcomeUnknown
    );
  }
}
