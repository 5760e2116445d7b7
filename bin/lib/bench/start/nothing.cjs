// What the portal's backend adds where the plugin is left out: features without parts.
const { createRequire } = require('node:module');
const path = require('node:path');

const fromBackend = createRequire(
  path.resolve(__dirname, '../../../../packages/backend/package.json'),
);
const { createBackendFeatureLoader } = fromBackend(
  '@backstage/backend-plugin-api',
);

const nothing = () => createBackendFeatureLoader({ loader: () => [] });

exports.default = nothing();
exports.readinessHealthFactory = nothing();
