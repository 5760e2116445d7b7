import { SOURCE_SERVER_MISSING } from '@internal/plugin-disaster-recovery-common';
import {
  operationFixture,
  sessionFixture,
} from '../__testUtils__/sessionFixtures';
import { currentStep, wizardSteps, wizardStepState } from './wizardSteps';

const mirrored = {
  mirroredProtectionGroups: [{ id: 'group-2', name: 'orders-db-failback' }],
  mirroredAt: '2026-11-23T10:01:00.000Z',
};

describe('the steps of the wizard', () => {
  it('R10.1: has six steps, in the order of the route', () => {
    expect(wizardSteps('reinstall')).toEqual([
      'review',
      'agents',
      'mirror',
      'replicate',
      'monitor',
      'execute',
    ]);
    expect(wizardSteps('native')).toEqual([
      'review',
      'agents',
      'replicate',
      'mirror',
      'monitor',
      'execute',
    ]);
  });

  it.each([
    ['FAILOVER_COMPLETE', 'review'],
    ['INSTALLING_AGENTS', 'agents'],
    ['AGENTS_INSTALLED', 'mirror'],
    ['CONFIG_MIRRORED', 'replicate'],
    ['REVERSE_REPLICATING', 'monitor'],
    ['READY_FOR_FAILBACK', 'execute'],
    ['FAILBACK_IN_PROGRESS', 'execute'],
    ['FAILBACK_COMPLETE', 'execute'],
  ] as const)(
    'R10.8: a session that is %s lands on %s, on any machine',
    (status, step) => {
      expect(currentStep(sessionFixture({ status, ...mirrored }))).toBe(step);
    },
  );

  it('R10.8: stays on the step whose attempt failed', () => {
    const session = sessionFixture({
      status: 'FAILOVER_COMPLETE',
      lastOperation: operationFixture({
        kind: 'start-reverse-replication',
        status: 'FAILED',
      }),
    });
    expect(currentStep(session)).toBe('replicate');
    expect(wizardStepState('replicate', session)).toBe('failed');
  });

  it('on the native route goes from replication to mirroring, and needs no agents', () => {
    const session = sessionFixture({
      status: 'REVERSE_REPLICATING',
      route: 'native',
    });
    expect(currentStep(session)).toBe('mirror');
    expect(wizardStepState('agents', session)).toBe('notNeeded');
    expect(wizardStepState('replicate', session)).toBe('done');
    expect(wizardStepState('mirror', session)).toBe('now');
    expect(wizardStepState('monitor', session)).toBe('later');
  });

  it('goes back to replication when an instance fails there', () => {
    const session = sessionFixture({
      status: 'REVERSE_REPLICATING',
      failedInstanceCount: 1,
      ...mirrored,
    });
    expect(currentStep(session)).toBe('replicate');
    // Not "Done", which would send the reader on to wait for what cannot come.
    expect(wizardStepState('replicate', session)).toBe('failed');
  });

  it('goes back to replication, too, when a failback has lost what it launches from', () => {
    const session = sessionFixture({
      status: 'FAILBACK_IN_PROGRESS',
      brokenReplicationCount: 1,
      lastOperation: operationFixture({
        kind: 'execute-failback',
        status: 'FAILED',
      }),
      ...mirrored,
    });
    expect(currentStep(session)).toBe('replicate');
    expect(wizardStepState('replicate', session)).toBe('failed');
    expect(
      wizardStepState('replicate', { ...session, brokenReplicationCount: 0 }),
    ).toBe('done');
  });

  it('goes to the agents, by either route, when a machine has lost its source server for good', () => {
    const session = sessionFixture({
      status: 'REVERSE_REPLICATING',
      route: 'native',
      failedInstanceCount: 1,
      lastError: { code: SOURCE_SERVER_MISSING, message: 'Gone', at: '' },
      lastOperation: operationFixture({
        kind: 'start-reverse-replication',
        status: 'FAILED',
      }),
      ...mirrored,
    });
    expect(currentStep(session)).toBe('agents');
    expect(wizardStepState('agents', session)).toBe('failed');
  });
});
