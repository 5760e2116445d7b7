import {
  executionFixture,
  executionServerFixture,
  STARTED,
} from '../../__testUtils__/executionFixtures';
import { GROUP_ABOVE, ticksOf, timelineOf } from './timelineOf';

const START = Date.parse(STARTED);
const MINUTE = 60_000;

function many(count: number) {
  return Array.from({ length: count }, (_, index) =>
    executionServerFixture(index + 1),
  );
}

describe('timelineOf', () => {
  it('draws up to forty servers one by one, failed ones first', () => {
    const servers = many(GROUP_ABOVE);
    servers[30] = { ...servers[30], status: 'FAILED' };
    const { bands, grouped } = timelineOf(
      executionFixture({ servers }),
      START + 10 * MINUTE,
    );
    expect(grouped).toBe(false);
    expect(bands[0].rows).toHaveLength(40);
    expect(bands[0].rows[0].servers[0].hostname).toBe('host-31');
  });

  it('draws hundreds as one bar for each status with a count, and every failure by itself', () => {
    const servers = many(300).map((server, index) => {
      if (index < 3) {
        return { ...server, status: 'FAILED' as const };
      }
      return index < 100
        ? { ...server, status: 'LAUNCHING' as const, endedAt: undefined }
        : server;
    });
    const now = START + 12 * MINUTE;
    const [band] = timelineOf(executionFixture({ servers }), now).bands;
    expect(band.rows.map(row => [row.status, row.servers.length])).toEqual([
      ['FAILED', 1],
      ['FAILED', 1],
      ['FAILED', 1],
      ['LAUNCHING', 97],
      ['LAUNCHED', 200],
    ]);
    // What still runs reaches to now.
    expect(band.rows[3].span).toEqual({ from: START, to: now });
  });

  it('puts the expected end ahead of now, and makes room for it', () => {
    const now = START + 4 * MINUTE;
    const expectedEndAt = new Date(START + 10 * MINUTE).toISOString();
    const [wave] = executionFixture().waves;
    const timeline = timelineOf(
      executionFixture({
        expectedEndAt,
        waves: [{ ...wave, expectedEndAt }],
      }),
      now,
    );
    expect(timeline.now).toBe(now);
    expect(timeline.expectedEnd).toBe(START + 10 * MINUTE);
    expect(timeline.axis).toEqual({ from: START, to: START + 10 * MINUTE });
    expect(timeline.bands[0].expected).toEqual({
      from: now,
      to: START + 10 * MINUTE,
    });
  });

  it('stands still once the execution has ended', () => {
    const endedAt = new Date(START + 9 * MINUTE).toISOString();
    const timeline = timelineOf(
      executionFixture({ status: 'COMPLETED', endedAt }),
      START + 600 * MINUTE,
    );
    expect(timeline.now).toBeUndefined();
    expect(timeline.axis.to).toBe(START + 9 * MINUTE);
  });
});

describe('ticksOf', () => {
  it.each([
    [20, [0, 5, 10, 15, 20]],
    [540, [0, 120, 240, 360, 480]],
    [7200, [0, 1800, 3600, 5400, 7200]],
  ])('labels %d seconds at round times', (seconds, ticks) => {
    expect(ticksOf({ from: 0, to: seconds * 1000 })).toEqual(ticks);
  });
});
