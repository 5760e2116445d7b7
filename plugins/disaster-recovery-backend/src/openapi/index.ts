export { createApiRouter } from './createApiRouter';
export { openApiDocument } from './document';
