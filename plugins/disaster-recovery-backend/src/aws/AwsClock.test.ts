import { AwsClock } from './AwsClock';

const MINUTE = 60_000;
const START = Date.parse('2026-11-24T10:00:00.000Z');

/** An answer that took 80 ms, asked for at a time of the portal, from an AWS whose clock is so much ahead. */
function answer(portal: number, ahead: number) {
  const awsSecond = Math.floor((portal + 40 + ahead) / 1000) * 1000;
  return { awsSecond, sentAt: portal, receivedAt: portal + 80 };
}

describe('AwsClock', () => {
  const told = (clock: AwsClock, time: number) =>
    clock.toPortalTime(new Date(time)).getTime();

  it('leaves every time as AWS wrote it while the clocks agree', () => {
    const clock = new AwsClock();
    expect(told(clock, START)).toBe(START);
    for (let time = START; time < START + 10 * MINUTE; time += 777) {
      clock.observe(answer(time, 900));
    }
    for (const time of [START - 1, START + MINUTE, START + 60 * MINUTE]) {
      expect(told(clock, time)).toBe(time);
    }
    expect(clock.read('2026-11-24T10:00:00.123456+00:00')).toEqual(
      new Date('2026-11-24T10:00:00.123Z'),
    );
    expect(clock.read(undefined)).toBeUndefined();
  });

  it('tells earlier and later times by a clock that is off', () => {
    const clock = new AwsClock();
    const ahead = 42 * MINUTE;
    clock.observe(answer(START, ahead));
    clock.observe(answer(START + MINUTE, ahead));
    for (const minutes of [-30, 0, 1, 30]) {
      const portal = START + minutes * MINUTE;
      expect(Math.abs(told(clock, portal + ahead) - portal)).toBeLessThan(1000);
    }
  });

  it('tells what happened before a clock was put right as it was told before', () => {
    const clock = new AwsClock();
    clock.observe(answer(START, 0));
    clock.observe(answer(START + 10 * MINUTE, 0));
    clock.observe(answer(START + 11 * MINUTE, 5 * MINUTE));
    expect(told(clock, START + 9 * MINUTE)).toBe(START + 9 * MINUTE);
    const later = told(clock, START + 25 * MINUTE);
    expect(Math.abs(later - (START + 20 * MINUTE))).toBeLessThan(1000);
  });

  it('tells times in proportion when the clock runs at another pace, for days', () => {
    const clock = new AwsClock();
    const pace = 60;
    for (let passed = 0; passed < 100 * MINUTE; passed += 900) {
      clock.observe(answer(START + passed, passed * (pace - 1)));
    }
    for (const minutes of [0, 1, 33, 98]) {
      const portal = START + minutes * MINUTE;
      expect(
        Math.abs(told(clock, START + minutes * MINUTE * pace) - portal),
      ).toBeLessThan(2000);
    }
  });

  it('follows a clock that begins anew, and no answer that comes late', () => {
    const clock = new AwsClock();
    clock.observe(answer(START, 60 * MINUTE));
    clock.observe(answer(START + MINUTE, 70 * MINUTE));
    clock.observe(answer(START + 2 * MINUTE, 0));
    const late = answer(START + MINUTE, 70 * MINUTE);
    clock.observe({ ...late, receivedAt: START + 3 * MINUTE });
    expect(
      Math.abs(told(clock, START + 2 * MINUTE) - (START + 2 * MINUTE)),
    ).toBeLessThan(1000);
  });
});
