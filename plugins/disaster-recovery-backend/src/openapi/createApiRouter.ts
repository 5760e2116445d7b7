import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument } from './document';
import { refuseUndocumented } from './refuseUndocumented';
import { refuseUnstorable } from './refuseUnstorable';

/** Enough for a group of four thousand servers with overrides; more is no request of this API. */
const LARGEST_BODY = '4mb';

/**
 * A router that refuses every request that the document does not describe, and serves the document at `/openapi.json`.
 *
 * @param options - `validateResponses` is for tests: an answer that is not as documented becomes an error 500
 */
export function createApiRouter(options?: {
  validateResponses?: boolean;
}): Router {
  const document = openApiDocument();
  const router = PromiseRouter();
  // Before Backstage's own route for it, which says that every document is of OpenAPI 3.0.
  router.get('/openapi.json', (request, response) => {
    response.json({ ...document, servers: [{ url: request.baseUrl || '/' }] });
  });
  router.use(
    createValidatedOpenApiRouterFromGeneratedEndpointMap(
      document as unknown as Parameters<
        typeof createValidatedOpenApiRouterFromGeneratedEndpointMap
      >[0],
      {
        middleware: [express.json({ limit: LARGEST_BODY }), refuseUnstorable()],
        validatorOptions: {
          validateResponses: options?.validateResponses ?? false,
        },
      },
    ) as unknown as Router,
  );
  router.use(refuseUndocumented());
  return router;
}
