// What the portal's backend adds where the plugin is left out: a feature without parts.
const { createRequire } = require('node:module');
const path = require('node:path');

const fromBackend = createRequire(
  path.resolve(__dirname, '../../../../packages/backend/package.json'),
);
const { createBackendFeatureLoader } = fromBackend(
  '@backstage/backend-plugin-api',
);

exports.default = createBackendFeatureLoader({ loader: () => [] });
