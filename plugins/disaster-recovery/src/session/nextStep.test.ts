import {
  operationFixture,
  sessionFixture,
} from '../__testUtils__/sessionFixtures';
import { SOURCE_SERVER_MISSING } from '@internal/plugin-disaster-recovery-common';
import { countToRetry, nextStep } from './nextStep';

const mirrored = {
  mirroredProtectionGroups: [{ id: 'group-2', name: 'orders-db-failback' }],
  mirroredAt: '2026-11-23T10:01:00.000Z',
};

describe('nextStep', () => {
  it.each([
    ['FAILOVER_COMPLETE', 'install-agents'],
    ['AGENTS_INSTALLED', 'mirror-config'],
    ['CONFIG_MIRRORED', 'start-reverse-replication'],
    ['READY_FOR_FAILBACK', 'execute-failback'],
    ['FAILBACK_COMPLETE', 're-protect'],
    ['RE_PROTECTED', 'cleanup'],
  ] as const)('R9.3: after %s it is %s', (status, action) => {
    expect(nextStep(sessionFixture({ status, ...mirrored }))).toEqual({
      kind: 'act',
      action,
      isRetry: false,
    });
  });

  it.each([
    'INSTALLING_AGENTS',
    'FAILBACK_IN_PROGRESS',
    'RE_PROTECTING',
    'CLEANING_UP',
  ] as const)('waits while %s goes well', status => {
    expect(nextStep(sessionFixture({ status, ...mirrored }))).toEqual({
      kind: 'wait',
      reason: status,
      until: undefined,
    });
  });

  it('waits for the operation that runs, whatever the status would allow', () => {
    const session = sessionFixture({
      status: 'AGENTS_INSTALLED',
      currentOperation: operationFixture({ kind: 'mirror-config' }),
    });
    expect(nextStep(session)).toEqual({
      kind: 'wait',
      reason: 'mirror-config',
    });
  });

  it('R10.8: offers to retry what failed', () => {
    const session = sessionFixture({
      status: 'INSTALLING_AGENTS',
      failedInstanceCount: 2,
      lastOperation: operationFixture({ status: 'FAILED' }),
    });
    expect(nextStep(session)).toEqual({
      kind: 'act',
      action: 'install-agents',
      isRetry: true,
    });
  });

  it('while data comes back, mirrors first, then retries what failed, then waits until it is expected', () => {
    const session = { status: 'REVERSE_REPLICATING', route: 'native' } as const;
    const replication = { counts: {}, total: 2, ready: 1 };
    const etaAt = '2026-11-23T13:20:00Z';
    expect(nextStep(sessionFixture(session))).toMatchObject({
      action: 'mirror-config',
    });
    expect(
      nextStep(sessionFixture({ ...session, failedInstanceCount: 1 })),
    ).toMatchObject({ action: 'start-reverse-replication' });
    expect(
      nextStep(
        sessionFixture({
          ...session,
          ...mirrored,
          replication: { ...replication, etaAt },
        }),
      ),
    ).toEqual({ kind: 'wait', reason: 'REVERSE_REPLICATING', until: etaAt });
  });

  it('in a failback that failed, starts reverse replication again where it is broken, before it retries', () => {
    const failed = {
      status: 'FAILBACK_IN_PROGRESS',
      route: 'native',
      failbackExecutionId: 'execution-2',
      failedInstanceCount: 2,
      lastOperation: operationFixture({
        kind: 'execute-failback',
        status: 'FAILED',
      }),
      ...mirrored,
    } as const;
    expect(nextStep(sessionFixture(failed))).toEqual({
      kind: 'act',
      action: 'execute-failback',
      isRetry: true,
    });
    const session = sessionFixture({ ...failed, brokenReplicationCount: 1 });
    const next = nextStep(session);
    expect(next).toEqual({
      kind: 'act',
      action: 'start-reverse-replication',
      isRetry: true,
    });
    expect(countToRetry(session, 'start-reverse-replication')).toBe(1);
    expect(countToRetry(session, 'execute-failback')).toBe(2);
    expect(
      session.actions.find(
        ({ action }) => action === 'start-reverse-replication',
      )?.allowed,
    ).toBe(true);
  });

  it('installs an agent once more where a machine has lost its source server for good', () => {
    const session = sessionFixture({
      status: 'REVERSE_REPLICATING',
      route: 'native',
      failedInstanceCount: 1,
      lastError: { code: SOURCE_SERVER_MISSING, message: 'Gone', at: '' },
      ...mirrored,
    });
    expect(nextStep(session)).toEqual({
      kind: 'act',
      action: 'install-agents',
      isRetry: true,
    });
  });

  it('has nothing more after the cleanup', () => {
    expect(nextStep(sessionFixture({ status: 'CLEANUP_COMPLETE' }))).toEqual({
      kind: 'done',
    });
  });
});
