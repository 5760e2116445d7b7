import { ConfigReader } from '@backstage/config';
import { replicationStateSchema } from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { readDisasterRecoveryConfig } from '../DisasterRecoveryConfig';
import { nextExpectedMs, nextLookMs, type Outlook } from './nextLookMs';

const MINUTE = readDisasterRecoveryConfig(
  new ConfigReader({}),
).pollingIntervalMs;

const NOW = new Date('2026-11-28T12:00:00.000Z');
const PACE = { now: NOW, pollingIntervalMs: MINUTE };
const inMs = (ms: number) => new Date(NOW.getTime() + ms);

function next(...seen: Outlook[]) {
  return nextLookMs(seen, PACE);
}

describe('nextLookMs', () => {
  it('R5.3: asks DRS at least every 60 seconds, whatever the instances do', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            progress: fc.record({
              state: fc.constantFrom(...replicationStateSchema.options),
              percent: fc.integer({ min: 0, max: 100 }),
            }),
            expectedAt: fc.option(fc.date({ noInvalidDate: true }), {
              nil: undefined,
            }),
          }),
        ),
        fc.array(fc.date({ noInvalidDate: true })),
        (seen, expected) => {
          for (const ms of [
            nextLookMs(seen, PACE),
            nextExpectedMs(expected, PACE),
          ]) {
            expect(ms).toBeGreaterThan(0);
            expect(ms).toBeLessThanOrEqual(60_000);
          }
        },
      ),
    );
  });

  it('R5.3: asks at exactly the interval while nothing is about to change', () => {
    const copying = { state: 'INITIAL_SYNC' as const, percent: 40 };
    expect(next({ progress: copying }, { progress: { state: 'READY' } })).toBe(
      60_000,
    );
  });

  it('asks sooner while a machine starts, or its first point in time is made', () => {
    expect(next({ progress: { state: 'INITIATING' } })).toBe(15_000);
    expect(
      next({
        progress: {
          state: 'INITIAL_SYNC',
          dataReplicationState: 'CREATING_SNAPSHOT',
          percent: 100,
        },
      }),
    ).toBe(15_000);
    expect(
      nextLookMs([{ progress: { state: 'INITIATING' } }], {
        now: NOW,
        pollingIntervalMs: 250,
      }),
    ).toBe(250);
  });

  it('asks when a machine is expected to be copied, or compared', () => {
    for (const state of ['INITIAL_SYNC', 'CONTINUOUS'] as const) {
      const progress = { state, percent: 60 };
      expect(next({ progress, expectedAt: inMs(42_000) })).toBe(42_000);
      expect(next({ progress, expectedAt: inMs(90_000) })).toBe(60_000);
      // Later than expected: not as fast as it goes.
      expect(next({ progress, expectedAt: inMs(-1_000) })).toBe(15_000);
    }
  });

  it('goes by a nearly full percentage only where it is not known how fast that grows', () => {
    const progress = { state: 'INITIAL_SYNC' as const, percent: 98 };
    expect(next({ progress })).toBe(15_000);
    expect(next({ progress, expectedAt: inMs(3_600_000) })).toBe(60_000);
  });

  it('does not forget machines that the last look did not ask for', () => {
    expect(
      Math.min(
        next({ progress: { state: 'READY' } }),
        nextExpectedMs([inMs(30_000)], PACE),
      ),
    ).toBe(30_000);
  });
});
