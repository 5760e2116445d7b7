/** A busy machine takes longer than the five seconds that Jest gives a test: too long is what never ends. */
export const TEST_TIMEOUT = '--testTimeout=120000';
