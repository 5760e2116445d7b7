import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { isDatabaseUnavailable } from '../database/isDatabaseUnavailable';

const RETRY_AFTER_SECONDS = '5';

/** Answers 503 when the database could not be used: whoever asked did nothing wrong, and may ask again. */
export function databaseErrorMiddleware(
  logger: LoggerService,
): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (!isDatabaseUnavailable(error)) {
      next(error);
      return;
    }
    logger.error('The database could not be used', error);
    response.setHeader('retry-after', RETRY_AFTER_SECONDS);
    next(
      new ServiceUnavailableError(
        'The database of the portal cannot be used at the moment. Ask again in a few seconds, and look first whether what was asked for has been done. If it stays so, whoever runs the portal finds the reason in its log.',
      ),
    );
  };
}
