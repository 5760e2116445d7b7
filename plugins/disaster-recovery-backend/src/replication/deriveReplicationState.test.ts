import {
  isReadyForFailback,
  replicationProgressSchema,
} from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { deriveReplicationState } from './deriveReplicationState';
import {
  dataReplication,
  recoveryInstance,
  reversedServer,
} from './__testUtils__/anyReplication';

const GIB = 1024 ** 3;
const at = new Date('2026-11-23T10:00:00.000Z');
const options = { readyLagSeconds: 60, hasSnapshot: true, at };

const DRS_STATES = [
  'STOPPED',
  'INITIATING',
  'INITIAL_SYNC',
  'BACKLOG',
  'CREATING_SNAPSHOT',
  'CONTINUOUS',
  'PAUSED',
  'RESCAN',
  'STALLED',
  'DISCONNECTED',
];

function stateOf(
  replication: Parameters<typeof reversedServer>[0],
  changes: Partial<typeof options> & { rescanRequired?: boolean } = {},
) {
  return deriveReplicationState(
    reversedServer(replication),
    recoveryInstance(),
    { ...options, ...changes },
  ).state;
}

describe('deriveReplicationState', () => {
  describe('R5.4: tracks each of the seven states', () => {
    it('NOT_STARTED while nothing receives data from the recovery instance', () => {
      expect(
        deriveReplicationState(undefined, recoveryInstance(), options),
      ).toEqual({
        state: 'NOT_STARTED',
        dataReplicationState: 'NOT_STARTED',
        observedAt: at.toISOString(),
      });
      expect(deriveReplicationState(undefined, undefined, options).state).toBe(
        'NOT_STARTED',
      );
    });

    it('INITIATING, with the steps that DRS takes', () => {
      const progress = deriveReplicationState(
        reversedServer({
          state: 'INITIATING',
          replicatedBytes: 0,
          lagSeconds: undefined,
          initiationSteps: [
            { name: 'WAIT', status: 'SUCCEEDED' },
            { name: 'CREATE_SECURITY_GROUP', status: 'SKIPPED' },
            { name: 'LAUNCH_REPLICATION_SERVER', status: 'IN_PROGRESS' },
            { name: 'BOOT_REPLICATION_SERVER', status: 'SOMETHING_NEW' },
          ],
        }),
        recoveryInstance(),
        options,
      );
      expect(progress).toMatchObject({
        state: 'INITIATING',
        percent: 0,
        initiationSteps: [
          { name: 'WAIT', status: 'SUCCEEDED' },
          { name: 'CREATE_SECURITY_GROUP', status: 'SKIPPED' },
          { name: 'LAUNCH_REPLICATION_SERVER', status: 'IN_PROGRESS' },
          { name: 'BOOT_REPLICATION_SERVER', status: 'NOT_STARTED' },
        ],
      });
    });

    it('INITIATING when DRS has accepted the reversal and does not list the source server yet', () => {
      expect(
        deriveReplicationState(
          undefined,
          recoveryInstance({
            replication: dataReplication({ state: 'INITIATING' }),
          }),
          options,
        ).state,
      ).toBe('INITIATING');
    });

    it('INITIAL_SYNC with percent, bytes and the time when it is expected to end', () => {
      const etaAt = new Date('2026-11-23T10:20:00.000Z');
      expect(
        deriveReplicationState(
          reversedServer({
            state: 'INITIAL_SYNC',
            replicatedBytes: 4 * GIB,
            lagSeconds: undefined,
            etaAt,
          }),
          recoveryInstance(),
          options,
        ),
      ).toEqual({
        state: 'INITIAL_SYNC',
        sourceServerId: 's-00000000000000001',
        dataReplicationState: 'INITIAL_SYNC',
        percent: 40,
        totalBytes: 10 * GIB,
        replicatedBytes: 4 * GIB,
        backlogBytes: 0,
        etaAt: etaAt.toISOString(),
        observedAt: at.toISOString(),
      });
    });

    it('INITIAL_SYNC while the first snapshot is made and while disks are compared', () => {
      expect(stateOf({ state: 'CREATING_SNAPSHOT' })).toBe('INITIAL_SYNC');
      const rescan = deriveReplicationState(
        reversedServer({ state: 'RESCAN', rescannedBytes: 3 * GIB }),
        recoveryInstance(),
        options,
      );
      expect(rescan).toMatchObject({
        state: 'INITIAL_SYNC',
        percent: 30,
        rescannedBytes: 3 * GIB,
      });
    });

    it('CONTINUOUS, and not READY, while a rescan is unfinished on any disk', () => {
      expect(stateOf({ rescannedBytes: 8 * GIB })).toBe('CONTINUOUS');
      const half = dataReplication({ rescannedBytes: 10 * GIB });
      half.disks[1].rescannedBytes = 0;
      expect(stateOf(half)).toBe('CONTINUOUS');
      expect(stateOf({ rescannedBytes: 10 * GIB })).toBe('READY');
    });

    it('CONTINUOUS until a rescan that has to come has been seen to end', () => {
      expect(stateOf({}, { rescanRequired: true })).toBe('CONTINUOUS');
      expect(
        stateOf({ rescannedBytes: 10 * GIB }, { rescanRequired: true }),
      ).toBe('READY');
    });

    it('CONTINUOUS, and not READY, without a point in time to launch from', () => {
      expect(stateOf({}, { hasSnapshot: false })).toBe('CONTINUOUS');
    });

    it('CONTINUOUS, and not READY, while DRS reports an error beside it', () => {
      const progress = deriveReplicationState(
        reversedServer({ error: { code: 'SNAPSHOTS_FAILURE' } }),
        recoveryInstance(),
        options,
      );
      expect(progress.state).toBe('CONTINUOUS');
      expect(progress.error?.code).toBe('SNAPSHOTS_FAILURE');
    });

    it.each([
      [0, 'READY'],
      [60, 'READY'],
      [60.1, 'READY_WITH_LAG'],
      [300, 'READY_WITH_LAG'],
    ])('a lag of %d s is %s, the limit being 60 s', (lagSeconds, state) => {
      expect(stateOf({ lagSeconds })).toBe(state);
    });

    it('READY_WITH_LAG with a backlog after the first full copy, INITIAL_SYNC before it', () => {
      const backlog = { state: 'BACKLOG', lagSeconds: 5, backlogBytes: GIB };
      expect(stateOf(backlog)).toBe('READY_WITH_LAG');
      expect(stateOf({ ...backlog, replicatedBytes: GIB })).toBe(
        'INITIAL_SYNC',
      );
    });

    it('takes an unknown lag for none only when nothing waits to be sent', () => {
      expect(stateOf({ lagSeconds: undefined })).toBe('READY');
      expect(stateOf({ lagSeconds: undefined, backlogBytes: 1 })).toBe(
        'READY_WITH_LAG',
      );
    });

    it.each(['STALLED', 'DISCONNECTED', 'STOPPED', 'PAUSED'])(
      'ERROR when DRS says %s',
      state => {
        expect(stateOf({ state })).toBe('ERROR');
      },
    );

    it('ERROR when a step of the start failed', () => {
      const progress = deriveReplicationState(
        reversedServer({
          state: 'INITIATING',
          initiationSteps: [
            { name: 'CREATE_SECURITY_GROUP', status: 'FAILED' },
          ],
        }),
        recoveryInstance(),
        options,
      );
      expect(progress).toMatchObject({
        state: 'ERROR',
        initiationSteps: [{ name: 'CREATE_SECURITY_GROUP', status: 'FAILED' }],
        error: {
          code: 'FAILED_TO_CREATE_SECURITY_GROUP',
          remedy: expect.stringContaining('security group quota'),
        },
      });
    });

    it('ERROR when the recovery instance itself is gone, whatever its source server says', () => {
      const progress = deriveReplicationState(
        reversedServer(),
        recoveryInstance({ ec2State: 'TERMINATED' }),
        options,
      );
      expect(progress.state).toBe('ERROR');
      expect(progress.error?.message).toContain('TERMINATED');
    });
  });

  it('whatever DRS says: fits its schema, and ready means copied, compared, launchable and free of errors', () => {
    const server = fc
      .record({
        state: fc.constantFrom(...DRS_STATES),
        lagSeconds: fc.option(fc.nat(1000), { nil: undefined }),
        replicatedBytes: fc.integer({ min: 0, max: 10 }).map(n => n * GIB),
        rescannedBytes: fc.integer({ min: 0, max: 10 }).map(n => n * GIB),
        backlogBytes: fc.nat(),
        error: fc.option(
          fc.constantFrom(
            { code: 'AGENT_NOT_SEEN' },
            { code: 'NOT_CONVERGING' },
          ),
          {
            nil: undefined,
          },
        ),
      })
      .map(replication => reversedServer(replication));
    fc.assert(
      fc.property(
        server,
        fc.boolean(),
        fc.boolean(),
        (source, hasSnapshot, rescanRequired) => {
          const progress = deriveReplicationState(source, recoveryInstance(), {
            ...options,
            hasSnapshot,
            rescanRequired,
          });
          replicationProgressSchema.parse(progress);
          const { state, totalBytes, replicatedBytes, rescannedBytes, error } =
            source.replication;
          const needsNoRescan = rescannedBytes === 0 && !rescanRequired;
          const couldBeLaunched =
            ['CONTINUOUS', 'BACKLOG'].includes(state!) &&
            replicatedBytes === totalBytes &&
            (needsNoRescan || rescannedBytes === totalBytes) &&
            hasSnapshot &&
            error === undefined;
          expect(isReadyForFailback(progress.state)).toBe(couldBeLaunched);
          expect(couldBeLaunched && progress.percent !== 100).toBe(false);
          const isUnexplained =
            progress.state === 'ERROR' && !progress.error?.remedy;
          expect(isUnexplained).toBe(false);
        },
      ),
    );
  });
});
