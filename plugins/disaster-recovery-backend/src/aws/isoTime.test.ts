import fc from 'fast-check';
import { parseDurationSeconds, parseTime } from './isoTime';

describe('parseTime', () => {
  it.each([
    ['2022-12-07T19:15:39.204086+00:00', '2022-12-07T19:15:39.204Z'],
    ['2022-12-07T19:15:39Z', '2022-12-07T19:15:39.000Z'],
    ['2022-12-07T21:15:39.5+02:00', '2022-12-07T19:15:39.500Z'],
  ])('reads %s', (text, expected) => {
    expect(parseTime(text)?.toISOString()).toBe(expected);
  });

  it.each([undefined, '', 'yesterday', 'P0D'])('makes nothing of %p', text => {
    expect(parseTime(text)).toBeUndefined();
  });
});

describe('parseDurationSeconds', () => {
  it.each([
    ['P0D', 0],
    ['PT0S', 0],
    ['PT11M', 660],
    ['P2DT1H32M12.136909S', 178_332.136909],
    ['P1W', 604_800],
    ['PT0.5H', 1800],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(parseDurationSeconds(text)).toBeCloseTo(seconds, 6);
  });

  it.each([undefined, '', 'P', 'PT', '-PT1S', '12', 'PT1X', 'P1DT'])(
    'makes nothing of %p',
    text => {
      expect(parseDurationSeconds(text)).toBeUndefined();
    },
  );

  it('reads back whatever is written from whole parts', () => {
    const part = fc.nat({ max: 1000 });
    fc.assert(
      fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
        expect(
          parseDurationSeconds(`P${days}DT${hours}H${minutes}M${seconds}S`),
        ).toBe(days * 86_400 + hours * 3600 + minutes * 60 + seconds);
      }),
    );
  });
});
