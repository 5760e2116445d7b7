import fc from 'fast-check';
import {
  replicationStateSchema,
  replicationSummarySchema,
  type ReplicationProgress,
} from '../schemas';
import {
  isReadyForFailback,
  remainingBytes,
  summarizeReplication,
} from './summarizeReplication';

const GIB = 1024 ** 3;

function instance(id: string, replication: ReplicationProgress) {
  return { recoveryInstanceId: id, hostname: `host-${id}`, replication };
}

const progress = fc.record(
  {
    state: fc.constantFrom(...replicationStateSchema.options),
    percent: fc.integer({ min: 0, max: 100 }),
    totalBytes: fc.integer({ min: 1, max: 1000 }).map(n => n * GIB),
    replicatedBytes: fc.integer({ min: 0, max: 1000 }).map(n => n * GIB),
    backlogBytes: fc.nat(),
    lagSeconds: fc.nat(),
  },
  { requiredKeys: ['state'] },
);

describe('summarizeReplication', () => {
  it('says how many are ready, what remains, and which machine is furthest behind', () => {
    expect(
      summarizeReplication([
        instance('a', {
          state: 'READY',
          percent: 100,
          totalBytes: 100 * GIB,
          replicatedBytes: 100 * GIB,
          backlogBytes: 0,
          lagSeconds: 0,
        }),
        instance('b', {
          state: 'INITIAL_SYNC',
          percent: 50,
          totalBytes: 300 * GIB,
          replicatedBytes: 150 * GIB,
          backlogBytes: 7,
          etaAt: '2026-11-23T12:00:00.000Z',
        }),
        instance('c', {
          state: 'READY_WITH_LAG',
          percent: 100,
          totalBytes: 100 * GIB,
          replicatedBytes: 100 * GIB,
          backlogBytes: 5,
          lagSeconds: 90,
        }),
      ]),
    ).toMatchObject({
      counts: { READY: 1, INITIAL_SYNC: 1, READY_WITH_LAG: 1 },
      total: 3,
      ready: 2,
      percent: 70,
      remainingBytes: 150 * GIB,
      backlogBytes: 12,
      worstLagSeconds: 90,
      worst: { recoveryInstanceId: 'b', hostname: 'host-b' },
      etaAt: '2026-11-23T12:00:00.000Z',
    });
  });

  it('names the machine with the error before one that still copies', () => {
    const summary = summarizeReplication([
      instance('a', {
        state: 'INITIAL_SYNC',
        totalBytes: 9,
        replicatedBytes: 0,
      }),
      instance('b', { state: 'ERROR' }),
    ]);
    expect(summary.worst?.recoveryInstanceId).toBe('b');
  });

  it('names nobody when all are ready', () => {
    expect(
      summarizeReplication([instance('a', { state: 'READY' })]).worst,
    ).toBeUndefined();
  });

  it('counts what a rescan has not compared yet as remaining', () => {
    expect(
      remainingBytes({
        state: 'CONTINUOUS',
        totalBytes: 10,
        replicatedBytes: 10,
        rescannedBytes: 4,
      }),
    ).toBe(6);
  });

  it('never says 100 percent while a machine is below it, counts each once, and fits its schema', () => {
    fc.assert(
      fc.property(fc.array(progress, { maxLength: 20 }), progresses => {
        const summary = summarizeReplication(
          progresses.map((one, index) => instance(String(index), one)),
        );
        replicationSummarySchema.parse(summary);
        expect(Object.values(summary.counts).reduce((a, b) => a + b, 0)).toBe(
          progresses.length,
        );
        expect(summary.ready).toBe(
          progresses.filter(one => isReadyForFailback(one.state)).length,
        );
        const someUnfinished = progresses.some(
          one => one.totalBytes !== undefined && (one.percent ?? 0) < 100,
        );
        expect(someUnfinished && summary.percent === 100).toBe(false);
      }),
    );
  });
});
