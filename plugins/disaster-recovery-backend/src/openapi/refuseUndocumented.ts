import { NotFoundError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/** What Backstage itself serves beside a plugin's API. */
const OF_BACKSTAGE = '/.well-known/';

/**
 * Refuses what the validator has found nowhere in the document. The router would find a route for some of it: for a `HEAD`, for
 * one; and nothing about such a request would have been checked.
 */
export function refuseUndocumented(): RequestHandler {
  return (request, _response, next) => {
    if ('openapi' in request && request.openapi) {
      next();
    } else if (request.path.startsWith(OF_BACKSTAGE)) {
      next('router');
    } else {
      next(
        new NotFoundError(
          'This API has no such operation; its document is at openapi.json',
        ),
      );
    }
  };
}
