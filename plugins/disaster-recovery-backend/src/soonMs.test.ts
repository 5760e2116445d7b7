import { soonMs } from './soonMs';

describe('soonMs', () => {
  it('is as it is meant at an interval of a minute and more, and in proportion below', () => {
    expect(soonMs(15_000, 60_000)).toBe(15_000);
    expect(soonMs(15_000, 600_000)).toBe(15_000);
    expect(soonMs(15_000, 20_000)).toBe(5_000);
  });

  it('is a second at least, and never longer than the interval', () => {
    expect(soonMs(5_000, 6_000)).toBe(1_000);
    expect(soonMs(5_000, 250)).toBe(250);
  });
});
