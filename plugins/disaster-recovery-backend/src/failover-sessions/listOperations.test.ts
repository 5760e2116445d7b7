import { TestDatabases } from '@backstage/backend-test-utils';
import type { StepStatus } from '@internal/plugin-disaster-recovery-common';
import { listOperations } from './listOperations';
import { OperationStore } from './OperationStore';
import { anySession, sessionTestBed } from './__testUtils__/sessionTestBed';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(120_000);

const target = (number: number) => `i-${String(number).padStart(17, '0')}`;

describe('listOperations', () => {
  it('tells the steps of as many targets as wanted, failed ones first, and how many targets there are', async () => {
    const database = await databases.init('POSTGRES_18');
    const { store } = await sessionTestBed(database);
    const operations = new OperationStore(database);
    const session = await database.transaction(transaction =>
      store.create(transaction, anySession(), []),
    );
    const ids = [
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ];
    const stateOf = (number: number): StepStatus =>
      ({ 7: 'FAILED' as const, 5: 'IN_PROGRESS' as const }[number] ??
      'SUCCEEDED');
    await database.transaction(async transaction => {
      for (const [index, id] of ids.entries()) {
        await operations.insert(transaction, {
          id,
          sessionId: session.id,
          kind: 'install-agents',
          status: index === 0 ? 'FAILED' : 'RUNNING',
          correlationId: id,
          attempt: index + 1,
          requestedBy: 'user:default/operator',
          request: {},
          startedAt: `2026-11-23T1${index}:00:00.000Z`,
        });
        for (let number = 1; number <= 8; number += 1) {
          for (const name of ['CHECK_SSM', 'INSTALL_AGENT']) {
            await operations.saveSteps(transaction, id, [
              {
                target: target(number),
                name,
                title: name,
                status: name === 'CHECK_SSM' ? 'SUCCEEDED' : stateOf(number),
              },
            ]);
          }
        }
      }
    });
    const all = await listOperations(database, session.id);
    expect(all.map(({ id, steps }) => [id, steps.length])).toEqual([
      [ids[1], 16],
      [ids[0], 16],
    ]);

    const some = await listOperations(database, session.id, { targets: 3 });
    for (const { steps, ...operation } of some) {
      expect(operation).toMatchObject({
        targetCount: 8,
        progress: { done: 6, failed: 1, total: 8 },
      });
      expect(steps).toHaveLength(6);
      expect(new Set(steps.map(step => step.target))).toEqual(
        new Set([target(7), target(5), target(1)]),
      );
    }

    const one = await listOperations(database, session.id, {
      operationId: ids[0],
    });
    expect(one).toEqual([all[1]]);
    expect(
      await listOperations(database, 'another', { operationId: ids[0] }),
    ).toEqual([]);
  });
});
