import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A busy machine draws a page in more than the second that is waited by default.
configure({ asyncUtilTimeout: 10_000 });

// The test environment lays nothing out: without this, what is drawn only where it can be seen would not be drawn at all.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 1200 },
  offsetHeight: { configurable: true, get: () => 600 },
  offsetWidth: { configurable: true, get: () => 1200 },
});

// A wide window.
window.matchMedia = query =>
  ({
    matches: query.includes('min-width'),
    media: query,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
  } as unknown as MediaQueryList);

// Class names are made, style sheets are not: what is seen is looked at in a real browser, and matching a thousand rules for
// each element that is asked for takes a third of the time of these tests.
jest.mock('is-in-browser', () => ({ __esModule: true, default: false }));
