import { TestDatabases } from '@backstage/backend-test-utils';
import {
  replicationStateSchema,
  toReplicationSummary,
} from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { countTargetsOf } from './countTargetsOf';
import {
  addUpSessions,
  digestInstances,
  type SessionDigest,
  toDigest,
} from './digestSessions';
import { countTargets } from './operationSummary';
import { OperationStore } from './OperationStore';
import {
  anyInstance,
  anySession,
  sessionTestBed,
} from './__testUtils__/sessionTestBed';
import type { InstancePatch, InstanceRecord } from './types';

jest.setTimeout(120_000);

const GIB = 1024 ** 3;
const time = fc
  .integer({ min: 0, max: 86_399 })
  .map(second => new Date(Date.UTC(2026, 10, 23, 0, 0, second)).toISOString());
const bytes = fc.integer({ min: 0, max: 400 }).map(count => count * GIB);

const progress = fc.record(
  {
    state: fc.constantFrom(...replicationStateSchema.options),
    percent: fc.integer({ min: 0, max: 100 }),
    totalBytes: bytes,
    replicatedBytes: bytes,
    rescannedBytes: bytes,
    backlogBytes: bytes,
    lagSeconds: fc.integer({ min: 0, max: 5 }),
    etaAt: time,
    observedAt: time,
  },
  { requiredKeys: ['state'] },
);

const launch = fc.record(
  {
    status: fc.constantFrom('LAUNCHED', 'TERMINATED', 'FAILED'),
    failbackInstanceId: fc.constant('i-0123456789abcdef0'),
    ec2State: fc.constantFrom('RUNNING', 'terminated', 'NOT_FOUND'),
  },
  { requiredKeys: ['status'] },
);

const patch = fc.record(
  {
    replication: progress,
    waveNumber: fc.integer({ min: 1, max: 3 }),
    hostname: fc.constantFrom('web-1', 'web-2', 'db-1'),
    cannotFailBack: fc.constant('It has been terminated.'),
    drill: launch,
    failback: launch,
    error: fc.constant({ message: 'no', at: '2026-11-23T10:00:00.000Z' }),
  },
  { requiredKeys: ['replication'] },
);

/** In waves, and by name in each; what has none comes last, as in the database. */
const byName = (a: InstanceRecord, b: InstanceRecord) =>
  (a.waveNumber ?? 9) - (b.waveNumber ?? 9) ||
  (a.hostname ?? 'zz').localeCompare(b.hostname ?? 'zz');

const shown = (digest: SessionDigest) => ({
  ...digest,
  replication: toReplicationSummary(digest.replication),
});

describe('what the database adds up', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('is what the rules say of each instance', async () => {
    const database = await databases.init('POSTGRES_18');
    const { store } = await sessionTestBed(database);
    let number = 0;
    const session = (instances: InstancePatch[]) =>
      database.transaction(transaction =>
        store.create(
          transaction,
          anySession({ name: `Session ${number}` }),
          instances.map(instance => anyInstance(++number, instance)),
        ),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(patch, { maxLength: 12 }),
        async (patches: unknown[]) => {
          number += 1;
          const { id } = await session(patches as InstancePatch[]);
          const instances = (await store.listInstances(id)).sort(byName);
          const digest = (await addUpSessions(database, [id])).get(id)!;
          expect(shown(toDigest(digest))).toEqual(
            shown(digestInstances(instances)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is as many targets as the steps of an operation are about', async () => {
    const database = await databases.init('POSTGRES_18');
    const { store } = await sessionTestBed(database);
    const { id } = await database.transaction(transaction =>
      store.create(transaction, anySession(), []),
    );
    const operations = new OperationStore(database);
    const step = fc.record(
      {
        target: fc.constantFrom('i-1', 'i-2', 'i-3'),
        name: fc.constantFrom('REBOOT', 'INSTALL_AGENT'),
        status: fc.constantFrom(
          'NOT_STARTED',
          'IN_PROGRESS',
          'SUCCEEDED',
          'FAILED',
          'SKIPPED',
        ),
      },
      { requiredKeys: ['name', 'status'] },
    );
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async steps => {
        const operation = `operation-${(number += 1)}`;
        await database('operations').insert({
          id: operation,
          session_id: id,
          kind: 'install-agents',
          status: 'SUCCEEDED',
          correlation_id: operation,
          attempt: 1,
          requested_by: 'user:default/operator',
          request: '{}',
          started_at: new Date(Date.now() + number),
        });
        await database.transaction(async transaction => {
          for (const one of steps) {
            await operations.saveSteps(transaction, operation, [
              {
                ...one,
                title: one.name,
              } as any,
            ]);
          }
        });
        const saved = await operations.get(operation);
        const counted = await countTargetsOf(database, [operation]);
        expect(counted.get(operation)).toEqual(countTargets(saved.steps));
        const [head] = await operations.listHeads([id]);
        expect(head).toMatchObject({
          id: operation,
          progress: countTargets(saved.steps),
        });
        expect(head).not.toHaveProperty('steps');
      }),
      { numRuns: 40 },
    );
  });
});
