import { CustomErrorBase } from '@backstage/errors';
import { rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';
import { RATE_LIMITED } from './describe';

class TooManyRequestsError extends CustomErrorBase {
  readonly statusCode = 429;
}

function isExpensive(request: Request): boolean {
  const { openapi } = request as { openapi?: { schema?: object } };
  return openapi?.schema !== undefined && RATE_LIMITED in openapi.schema;
}

/**
 * Keeps one caller from asking for too much of what is expensive, which the document marks: what asks AWS while the caller
 * waits, and what begins or changes something.
 *
 * @param options - how many `requests` in `windowMs`, and `principalOf`, which says whose a request is
 */
export function limitExpensive(options: {
  requests: number;
  windowMs: number;
  principalOf(request: Request): Promise<string>;
}): RequestHandler {
  const { requests, windowMs, principalOf } = options;
  return rateLimit({
    limit: requests,
    windowMs,
    legacyHeaders: false,
    standardHeaders: 'draft-8',
    skip: request => !isExpensive(request),
    keyGenerator: principalOf,
    handler: (_request, response, next) =>
      next(
        new TooManyRequestsError(
          `You have asked for more than ${requests} changes and questions to AWS in ${
            windowMs / 1000
          } seconds; ask again in ${response.getHeader(
            'Retry-After',
          )} seconds, and seldomer`,
        ),
      ),
  });
}
