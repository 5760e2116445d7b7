import type { ReplicationProgress } from '@internal/plugin-disaster-recovery-common';
import { ExpectedEnds } from './ExpectedEnds';
import { expectedEnd } from './expectedEnd';

const NOW = new Date('2026-11-28T12:00:00.000Z');
const MINUTE = 60_000;
const inMs = (ms: number) => new Date(NOW.getTime() + ms);

function progress(
  percent: number,
  at: Date,
  changes: Partial<ReplicationProgress> = {},
): ReplicationProgress {
  return {
    state: 'INITIAL_SYNC',
    sourceServerId: 's-00000000000000001',
    percent,
    observedAt: at.toISOString(),
    ...changes,
  };
}

describe('expectedEnd', () => {
  it('is when a machine is through, if it goes on as it went', () => {
    const expected = expectedEnd(
      progress(20, inMs(-MINUTE)),
      progress(60, NOW),
    )!;
    // Forty percent a minute: another forty take one. Percents are rounded down, so a little more is waited for.
    expect(expected.getTime()).toBeGreaterThanOrEqual(inMs(MINUTE).getTime());
    expect(expected.getTime()).toBeLessThan(inMs(MINUTE + 1_000).getTime());
  });

  it('holds for blocks that are compared while DRS says CONTINUOUS', () => {
    const compared = { rescannedBytes: 1, state: 'CONTINUOUS' as const };
    expect(
      expectedEnd(
        progress(50, inMs(-MINUTE), { rescannedBytes: 1 }),
        progress(75, NOW, compared),
      ),
    ).toBeDefined();
  });

  it.each([
    ['nothing moved', progress(60, inMs(-MINUTE)), progress(60, NOW)],
    ['it was not seen before', undefined, progress(60, NOW)],
    [
      'it was copied and is compared now',
      progress(20, inMs(-MINUTE)),
      progress(60, NOW, { rescannedBytes: 1 }),
    ],
    [
      'another source server receives the data now',
      progress(20, inMs(-MINUTE), { sourceServerId: 's-00000000000000002' }),
      progress(60, NOW),
    ],
    [
      'it is ready',
      progress(20, inMs(-MINUTE)),
      progress(100, NOW, { state: 'READY' }),
    ],
  ])('is not known when %s', (_, before, after) => {
    expect(expectedEnd(before, after)).toBeUndefined();
  });
});

describe('ExpectedEnds', () => {
  const pace = { now: NOW, pollingIntervalMs: MINUTE };
  const seen = (recoveryInstanceId: string, ms?: number) => ({
    recoveryInstanceId,
    progress: progress(60, NOW),
    expectedAt: ms === undefined ? undefined : inMs(ms),
  });

  it('has the machines looked at that are expected now, and no others', () => {
    const ends = new ExpectedEnds();
    ends.note([seen('i-1', 40_000), seen('i-2', 5 * MINUTE)]);
    expect(ends.nextLookMs(pace)).toBe(40_000);
    const then = { ...pace, now: inMs(40_000) };
    expect(ends.isDue(seen('i-1'), then)).toBe(true);
    expect(ends.isDue(seen('i-2'), then)).toBe(false);
  });

  it('keeps what is expected of machines that a look did not ask for, and forgets who is through', () => {
    const ends = new ExpectedEnds();
    ends.note([seen('i-1', 40_000), seen('i-2', 50_000)]);
    const notAsked = { recoveryInstanceId: 'i-2' };
    ends.note([seen('i-1'), notAsked]);
    expect(ends.nextLookMs(pace)).toBe(50_000);
    ends.note([seen('i-2')]);
    expect(ends.nextLookMs(pace)).toBe(MINUTE);
  });
});
