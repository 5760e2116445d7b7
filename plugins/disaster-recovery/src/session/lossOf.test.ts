import { lossOf } from './lossOf';

const observedAt = '2026-11-23T12:00:00Z';

describe('lossOf', () => {
  it('is not known while an instance has never been in step, or AWS was never asked', () => {
    expect(
      lossOf({
        counts: { READY: 1, INITIAL_SYNC: 1 },
        total: 2,
        ready: 1,
        worstLagSeconds: 0,
        observedAt,
      }),
    ).toEqual({ kind: 'unknown' });
    expect(lossOf({ counts: { READY: 2 }, total: 2, ready: 2 })).toEqual({
      kind: 'unknown',
    });
  });

  it('is nothing when every write has arrived', () => {
    expect(
      lossOf({ counts: { READY: 2 }, total: 2, ready: 2, observedAt }),
    ).toEqual({ kind: 'none' });
  });

  it('is at most the worst lag and the whole backlog, and names the worst', () => {
    expect(
      lossOf({
        counts: { READY: 1, READY_WITH_LAG: 1 },
        total: 2,
        ready: 2,
        worstLagSeconds: 660,
        backlogBytes: 230_686_720,
        worst: { recoveryInstanceId: 'i-1', hostname: 'db-2' },
        observedAt,
      }),
    ).toEqual({
      kind: 'some',
      lagSeconds: 660,
      backlogBytes: 230_686_720,
      worst: 'db-2',
    });
  });
});
