import {
  isReadyForFailback,
  replicationStateSchema,
  sessionStatusSchema,
} from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { deriveSessionStatus } from './deriveSessionStatus';

const state = fc.constantFrom(...replicationStateSchema.options);
const replicating = fc.constantFrom(
  'REVERSE_REPLICATING' as const,
  'READY_FOR_FAILBACK' as const,
);
const inState = (one: (typeof replicationStateSchema.options)[number]) => ({
  replication: { state: one },
});

describe('deriveSessionStatus', () => {
  it('R5.5: READY_FOR_FAILBACK exactly when all are READY or READY_WITH_LAG and the configuration is mirrored', () => {
    fc.assert(
      fc.property(
        replicating,
        fc.array(state, { minLength: 1 }),
        fc.boolean(),
        (status, states, mirrored) => {
          expect(
            deriveSessionStatus(status, states.map(inState), mirrored),
          ).toBe(
            mirrored && states.every(isReadyForFailback)
              ? 'READY_FOR_FAILBACK'
              : 'REVERSE_REPLICATING',
          );
        },
      ),
    );
  });

  it('goes back to REVERSE_REPLICATING when an instance falls out of readiness', () => {
    expect(
      deriveSessionStatus(
        'READY_FOR_FAILBACK',
        [inState('READY'), inState('ERROR')],
        true,
      ),
    ).toBe('REVERSE_REPLICATING');
  });

  it('does not wait for a machine that is back', () => {
    const back = {
      ...inState('NOT_STARTED'),
      failback: { status: 'LAUNCHED' },
    };
    const failed = { ...inState('ERROR'), failback: { status: 'FAILED' } };
    expect(
      deriveSessionStatus(
        'REVERSE_REPLICATING',
        [back, inState('READY')],
        true,
      ),
    ).toBe('READY_FOR_FAILBACK');
    expect(
      deriveSessionStatus('READY_FOR_FAILBACK', [back, failed], true),
    ).toBe('REVERSE_REPLICATING');
  });

  it('does not wait for a machine that is known not to go back, but for at least one that does', () => {
    const leftBehind = { ...inState('ERROR'), cannotFailBack: 'It is gone.' };
    expect(
      deriveSessionStatus(
        'REVERSE_REPLICATING',
        [inState('READY'), leftBehind],
        true,
      ),
    ).toBe('READY_FOR_FAILBACK');
    expect(deriveSessionStatus('REVERSE_REPLICATING', [leftBehind], true)).toBe(
      'REVERSE_REPLICATING',
    );
  });

  it('leaves every other status alone', () => {
    const others = sessionStatusSchema.options.filter(
      status =>
        status !== 'REVERSE_REPLICATING' && status !== 'READY_FOR_FAILBACK',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...others),
        fc.array(state),
        fc.boolean(),
        (status, states, mirrored) => {
          expect(
            deriveSessionStatus(status, states.map(inState), mirrored),
          ).toBe(status);
        },
      ),
    );
  });
});
