import { dirname } from 'node:path';

/** Where this package is: its models and estates are data beside the sources. */
export const PACKAGE_FOLDER = dirname(
  require.resolve('@internal/aws-simulator/package.json'),
);
