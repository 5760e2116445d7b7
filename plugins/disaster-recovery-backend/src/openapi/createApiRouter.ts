import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import express, { type RequestHandler, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument } from './document';
import { refuseUndocumented } from './refuseUndocumented';
import { refuseUnstorable } from './refuseUnstorable';

/** Enough for a group of four thousand servers with overrides; more is no request of this API. */
const LARGEST_BODY = '4mb';

/**
 * A router that refuses every request that the document does not describe, and serves the document at `/openapi.json`.
 *
 * @param options - `onDocumented` is for tests: it sees each request that the document describes before it is answered
 */
export function createApiRouter(options?: {
  onDocumented?: RequestHandler;
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
      },
    ) as unknown as Router,
  );
  router.use(refuseUndocumented());
  if (options?.onDocumented) {
    router.use(options.onDocumented);
  }
  return router;
}
