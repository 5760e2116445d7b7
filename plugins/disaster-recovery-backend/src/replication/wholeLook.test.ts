import { isKnown, wholeLookInMs } from './wholeLook';

const MINUTE = 60_000;
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 27, 9, 0, seconds));

describe('looks at everything', () => {
  const last = { observedAt: at(0) };

  it('are due at once where there was none', () => {
    expect(wholeLookInMs(undefined, at(0), MINUTE)).toBe(0);
    expect(isKnown({ updatedAt: at(-600) }, undefined)).toBe(false);
  });

  it('are due an interval after the last one began, however long that took', () => {
    expect(wholeLookInMs(last, at(20), MINUTE)).toBe(40_000);
    expect(wholeLookInMs(last, at(70), MINUTE)).toBe(0);
  });

  it('know a session as it was before they began, and not one that may have been changed since', () => {
    expect(isKnown({ updatedAt: at(-6) }, last)).toBe(true);
    expect(isKnown({ updatedAt: at(-4) }, last)).toBe(false);
    expect(isKnown({ updatedAt: at(1) }, last)).toBe(false);
  });
});
