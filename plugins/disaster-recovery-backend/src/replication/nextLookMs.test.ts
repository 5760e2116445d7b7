import { ConfigReader } from '@backstage/config';
import { replicationStateSchema } from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { readDisasterRecoveryConfig } from '../DisasterRecoveryConfig';
import { nextLookMs } from './nextLookMs';

const MINUTE = readDisasterRecoveryConfig(
  new ConfigReader({}),
).pollingIntervalMs;

describe('nextLookMs', () => {
  it('R5.3: asks DRS at least every 60 seconds, whatever the instances do', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            state: fc.constantFrom(...replicationStateSchema.options),
            percent: fc.integer({ min: 0, max: 100 }),
          }),
        ),
        progresses => {
          const ms = nextLookMs(progresses, MINUTE);
          expect(ms).toBeGreaterThan(0);
          expect(ms).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });

  it('R5.3: asks at exactly the interval while nothing is about to change', () => {
    const copying = { state: 'INITIAL_SYNC' as const, percent: 40 };
    expect(nextLookMs([copying, { state: 'READY' }], MINUTE)).toBe(60_000);
  });

  it('asks sooner while a machine starts or is nearly copied', () => {
    expect(nextLookMs([{ state: 'INITIATING' }], MINUTE)).toBeLessThan(MINUTE);
    expect(
      nextLookMs([{ state: 'INITIAL_SYNC', percent: 98 }], MINUTE),
    ).toBeLessThan(MINUTE);
    expect(nextLookMs([{ state: 'INITIATING' }], 250)).toBe(250);
  });
});
