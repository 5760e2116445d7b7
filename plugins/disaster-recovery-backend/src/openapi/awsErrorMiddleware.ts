import type { ErrorRequestHandler } from 'express';
import { AwsOperationError } from '../aws';

/**
 * Answers a request that AWS refused: 503 when the same may work later, 502 when it will not by itself. The body has AWS's
 * own words and its request id, in the shape of every other error of the portal.
 */
export function awsErrorMiddleware(): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (!(error instanceof AwsOperationError)) {
      next(error);
      return;
    }
    const { failure } = error;
    const status = failure.retryable ? 503 : 502;
    response.status(status).json({
      error: {
        name: failure.retryable ? 'ServiceUnavailableError' : error.name,
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
