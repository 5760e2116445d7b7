import type { ErrorRequestHandler } from 'express';
import { type AwsFailure, AwsOperationError, NO_CREDENTIALS } from '../aws';

function answerTo(failure: AwsFailure): { status: number; name: string } {
  if (failure.code === NO_CREDENTIALS) {
    return { status: 400, name: 'InputError' };
  }
  return failure.retryable
    ? { status: 503, name: 'ServiceUnavailableError' }
    : { status: 502, name: 'AwsOperationError' };
}

/**
 * Answers a request that AWS refused: 503 when the same may work later, 502 when it will not by itself, 400 when it names an
 * account that the portal has no credentials for. The body has AWS's own words and its request id, in the shape of every other error of the portal.
 */
export function awsErrorMiddleware(): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (!(error instanceof AwsOperationError)) {
      next(error);
      return;
    }
    const { failure } = error;
    const { status, name } = answerTo(failure);
    response.status(status).json({
      error: {
        name,
        message: error.message,
        code: failure.code,
        service: failure.service,
        operation: failure.operation,
        awsRequestId: failure.requestId,
      },
      request: { method: request.method, url: request.originalUrl },
      response: { statusCode: status },
    });
  };
}
