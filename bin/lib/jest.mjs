/** A busy machine takes longer than the five seconds that Jest gives a test: too long is what never ends. */
export const TEST_TIMEOUT = '--testTimeout=120000';

/** What Jest is started with: what a backend imports when it needs it, it imports as a module of Node's own. */
export const JEST_ENVIRONMENT = {
  CI: 'true',
  NODE_OPTIONS:
    '--experimental-vm-modules --disable-warning=ExperimentalWarning',
};
