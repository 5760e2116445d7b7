import '@testing-library/jest-dom';

// A busy machine starts a whole app in more than the five seconds that a test has by default.
jest.setTimeout(60_000);
