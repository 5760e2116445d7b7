import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import express, { type RequestHandler, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument } from './document';
import { refuseUndocumented } from './refuseUndocumented';
import { refuseUnstorable } from './refuseUnstorable';

/** Enough for a group of four thousand servers with overrides; more is no request of this API. */
const LARGEST_BODY = '4mb';

/**
 * The document as far as it says what a request is like. The validator would prepare every answer of every operation, which
 * takes a quarter of a second of each start, and checks none.
 */
function requestsOf(document: ReturnType<typeof openApiDocument>) {
  const withoutAnswers = (path: object) =>
    Object.fromEntries(
      Object.entries(path).map(([method, operation]) => [
        method,
        { ...operation, responses: {} },
      ]),
    );
  return {
    ...document,
    paths: Object.fromEntries(
      Object.entries(document.paths).map(([path, operations]) => [
        path,
        withoutAnswers(operations),
      ]),
    ),
  };
}

/** What the first who asks for it makes, for all who come after. */
function onceAsked<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Checks requests against the document. */
function createValidator(document: ReturnType<typeof openApiDocument>): Router {
  return createValidatedOpenApiRouterFromGeneratedEndpointMap(
    requestsOf(document) as unknown as Parameters<
      typeof createValidatedOpenApiRouterFromGeneratedEndpointMap
    >[0],
    {
      middleware: [express.json({ limit: LARGEST_BODY }), refuseUnstorable()],
      // A test holds the document against OpenAPI's own schema; files are sent to no operation.
      validatorOptions: { validateApiSpec: false, fileUploader: false },
    },
  ) as unknown as Router;
}

/**
 * A router that refuses every request that the document does not describe, and serves the document at `/openapi.json`.
 *
 * @param options - `onDocumented` is for tests: it sees each request that the document describes before it is answered
 */
export function createApiRouter(options?: {
  onDocumented?: RequestHandler;
}): Router {
  // Both take a tenth of a second to make: of the first request, and not of a portal that starts.
  const document = onceAsked(openApiDocument);
  const validator = onceAsked(() => createValidator(document()));
  const router = PromiseRouter();
  // Before Backstage's own route for it, which says that every document is of OpenAPI 3.0.
  router.get('/openapi.json', (request, response) => {
    response.json({
      ...document(),
      servers: [{ url: request.baseUrl || '/' }],
    });
  });
  router.use((request, response, next) => validator()(request, response, next));
  router.use(refuseUndocumented());
  if (options?.onDocumented) {
    router.use(options.onDocumented);
  }
  return router;
}
