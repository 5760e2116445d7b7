import type { ReplicationProgress } from '@internal/plugin-disaster-recovery-common';
import { isWorthSampling, isWorthWriting } from './compareProgress';

const GIB = 1024 ** 3;
const progress: ReplicationProgress = {
  state: 'READY',
  dataReplicationState: 'CONTINUOUS',
  percent: 100,
  totalBytes: 10 * GIB,
  replicatedBytes: 10 * GIB,
  backlogBytes: 0,
  lagSeconds: 1,
  observedAt: '2026-11-23T10:01:00.000Z',
};
const later = { ...progress, observedAt: '2026-11-23T10:02:00.000Z' };

describe('compareProgress', () => {
  it('neither writes nor samples what a person would not notice', () => {
    for (const next of [
      later,
      { ...later, lagSeconds: 3 },
      { ...later, backlogBytes: 1000 },
    ]) {
      expect(isWorthWriting(progress, next)).toBe(false);
      expect(isWorthSampling(progress, next)).toBe(false);
    }
  });

  it('writes and samples a change of state, of a percent, and lag that doubles', () => {
    for (const next of [
      { ...later, state: 'CONTINUOUS' as const },
      { ...later, percent: 98.9 },
      { ...later, lagSeconds: 40 },
    ]) {
      expect(isWorthWriting(progress, next)).toBe(true);
      expect(isWorthSampling(progress, next)).toBe(true);
    }
  });

  it('writes a tenth of a percent without keeping a sample of it', () => {
    const syncing = { ...progress, percent: 41.2 };
    const next = { ...later, percent: 41.3 };
    expect(isWorthWriting(syncing, next)).toBe(true);
    expect(isWorthSampling(syncing, next)).toBe(false);
  });

  it('writes a new error, and not the same one seen again', () => {
    const error = { message: 'stalled', code: 'AGENT_NOT_SEEN', at: 'then' };
    const failed = { ...progress, error };
    expect(isWorthWriting(progress, { ...later, error })).toBe(true);
    expect(
      isWorthWriting(failed, { ...later, error: { ...error, at: 'now' } }),
    ).toBe(false);
  });

  it('keeps a sample twice an hour even when nothing changes, and always the first', () => {
    const nextHalfHour = {
      ...progress,
      observedAt: '2026-11-23T10:30:10.000Z',
    };
    expect(isWorthWriting(progress, nextHalfHour)).toBe(true);
    expect(isWorthSampling(progress, nextHalfHour)).toBe(true);
    expect(isWorthSampling({ state: 'READY' }, later)).toBe(true);
  });

  it('a day of steady readiness at one look a minute leaves 48 samples or so', () => {
    let last = progress;
    let samples = 0;
    for (let minute = 1; minute <= 24 * 60; minute++) {
      const next = {
        ...progress,
        lagSeconds: minute % 5,
        observedAt: new Date(
          Date.parse(progress.observedAt!) + minute * 60_000,
        ).toISOString(),
      };
      if (isWorthSampling(last, next)) {
        samples += 1;
      }
      if (isWorthWriting(last, next)) {
        last = next;
      }
    }
    expect(samples).toBeGreaterThanOrEqual(47);
    expect(samples).toBeLessThanOrEqual(49);
  });
});
