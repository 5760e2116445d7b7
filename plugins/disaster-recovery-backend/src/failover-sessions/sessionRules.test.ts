import {
  SESSION_STATUS_ORDER,
  sessionActions,
} from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { isGone } from '../aws';
import { hasBrokenReplication, hasLiveDrill, isFailed } from './instanceRules';
import { countTargets } from './operationSummary';
import { placeLateInstances } from './placeLateInstances';
import { leavesFailover } from './ExecutionFollower';
import { numberedName } from './insertSession';
import { mayBecome, STATUS_WORDS } from './sessionStatus';
import { anyInstance } from './__testUtils__/sessionTestBed';

const status = fc.constantFrom(...SESSION_STATUS_ORDER);

describe('sessionStatus', () => {
  it('leads from the failover to the cleanup by both routes', () => {
    const reinstall = [
      'FAILOVER_COMPLETE',
      'INSTALLING_AGENTS',
      'AGENTS_INSTALLED',
      'CONFIG_MIRRORED',
      'REVERSE_REPLICATING',
      'READY_FOR_FAILBACK',
      'FAILBACK_IN_PROGRESS',
      'FAILBACK_COMPLETE',
      'RE_PROTECTING',
      'RE_PROTECTED',
      'CLEANING_UP',
      'CLEANUP_COMPLETE',
    ] as const;
    for (const [index, from] of reinstall.slice(0, -1).entries()) {
      expect([from, mayBecome(from, reinstall[index + 1])]).toEqual([
        from,
        true,
      ]);
    }
    expect(mayBecome('FAILOVER_COMPLETE', 'REVERSE_REPLICATING')).toBe(true);
    expect(mayBecome('FAILBACK_COMPLETE', 'CLEANING_UP')).toBe(true);
    expect(mayBecome('READY_FOR_FAILBACK', 'REVERSE_REPLICATING')).toBe(true);
  });

  it('never skips the failback, and never leaves the end', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        const failback = SESSION_STATUS_ORDER.indexOf('FAILBACK_COMPLETE');
        const isBefore = SESSION_STATUS_ORDER.indexOf(from) < failback - 1;
        const isAfter = SESSION_STATUS_ORDER.indexOf(to) >= failback;
        expect(mayBecome(from, to) && isBefore && isAfter).toBe(false);
        expect(mayBecome('CLEANUP_COMPLETE', to)).toBe(false);
        expect(mayBecome(from, 'FAILOVER_COMPLETE')).toBe(false);
      }),
    );
  });

  it('has a word for each', () => {
    expect(new Set(Object.values(STATUS_WORDS)).size).toBe(
      SESSION_STATUS_ORDER.length,
    );
  });
});

describe('leavesFailover', () => {
  const execution = (more: object) =>
    ({
      executionType: 'RECOVERY',
      purpose: 'FAILOVER',
      servers: [{ status: 'FAILED' }, { status: 'LAUNCHED' }],
      ...more,
    } as any);

  it('R1.1: is so for every recovery that launched something, however it ended', () => {
    for (const ended of ['COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED']) {
      expect(leavesFailover(execution({ status: ended }))).toBe(true);
    }
  });

  it('is not so for drills, failbacks, and what launched nothing', () => {
    expect(leavesFailover(execution({ executionType: 'DRILL' }))).toBe(false);
    expect(leavesFailover(execution({ purpose: 'FAILBACK' }))).toBe(false);
    expect(leavesFailover(execution({ servers: [{ status: 'FAILED' }] }))).toBe(
      false,
    );
  });
});

describe('placeLateInstances', () => {
  const late = [anyInstance(1)];

  it('leaves a session where it is as long as nothing was prepared', () => {
    expect(placeLateInstances({ status: 'FAILOVER_COMPLETE' }, late)).toEqual({
      instances: late,
    });
  });

  it('takes a reinstalling session back to its agents', () => {
    for (const from of ['AGENTS_INSTALLED', 'READY_FOR_FAILBACK'] as const) {
      const placed = placeLateInstances(
        { status: from, route: 'reinstall' },
        late,
      );
      expect(placed).toEqual({ instances: late, status: 'INSTALLING_AGENTS' });
      expect(mayBecome(from, placed.status!)).toBe(true);
    }
  });

  it('lets reverse replication be started on them by the native route', () => {
    const placed = placeLateInstances(
      { status: 'READY_FOR_FAILBACK', route: 'native' },
      late,
    );
    expect(placed.status).toBe('REVERSE_REPLICATING');
    expect(placed.instances.every(isFailed)).toBe(true);
    const action = sessionActions({
      status: placed.status!,
      route: 'native',
      mirrored: true,
      hasLiveDrill: false,
      failedInstanceCount: placed.instances.length,
      hasBegunFailback: false,
      brokenReplicationCount: 0,
    }).find(one => one.action === 'start-reverse-replication');
    expect(action?.allowed).toBe(true);
  });
});

describe('instanceRules', () => {
  it('takes an instance of unknown state for alive', () => {
    expect([undefined, 'RUNNING', 'STOPPED', 'PENDING'].map(isGone)).toEqual(
      Array(4).fill(false),
    );
    expect(
      ['TERMINATED', 'terminated', 'SHUTTING-DOWN', 'NOT_FOUND'].map(isGone),
    ).toEqual(Array(4).fill(true));
  });

  it('knows a drill that is alive', () => {
    const drill = { status: 'LAUNCHED', failbackInstanceId: 'i-00000001' };
    expect(hasLiveDrill({ drill })).toBe(true);
    expect(hasLiveDrill({})).toBe(false);
    expect(hasLiveDrill({ drill: { status: 'LAUNCHING' } })).toBe(false);
    expect(hasLiveDrill({ drill: { ...drill, ec2State: 'TERMINATED' } })).toBe(
      false,
    );
  });
});

describe('hasBrokenReplication', () => {
  const broken = { replication: { state: 'ERROR' as const } };

  it('is so for what has still to come back, and can', () => {
    expect(hasBrokenReplication(broken)).toBe(true);
    expect(
      hasBrokenReplication({ ...broken, failback: { status: 'FAILED' } }),
    ).toBe(true);
    expect(
      hasBrokenReplication({ ...broken, failback: { status: 'LAUNCHED' } }),
    ).toBe(false);
    expect(
      hasBrokenReplication({ ...broken, cannotFailBack: 'It is gone.' }),
    ).toBe(false);
    expect(hasBrokenReplication({ replication: { state: 'READY' } })).toBe(
      false,
    );
  });
});

describe('sessionActions', () => {
  it('offers agents once more while data travels back only where a source server is lost', () => {
    const offers = (hasLostSourceServer: boolean) =>
      sessionActions({
        status: 'REVERSE_REPLICATING',
        route: 'reinstall',
        mirrored: true,
        lastOperation: { kind: 'start-reverse-replication', failed: true },
        hasLiveDrill: false,
        failedInstanceCount: 1,
        hasBegunFailback: false,
        brokenReplicationCount: 0,
        hasLostSourceServer,
      }).find(({ action }) => action === 'install-agents');
    expect(offers(true)).toMatchObject({ allowed: true });
    expect(offers(false)).toMatchObject({
      allowed: false,
      reason: 'Agent installation is behind this session already.',
    });
  });

  const failingBack = (
    more: Partial<Parameters<typeof sessionActions>[0]> = {},
  ) =>
    sessionActions({
      status: 'FAILBACK_IN_PROGRESS',
      route: 'native',
      mirrored: true,
      lastOperation: { kind: 'execute-failback', failed: true },
      hasLiveDrill: false,
      failedInstanceCount: 1,
      hasBegunFailback: true,
      brokenReplicationCount: 1,
      ...more,
    });
  const startAmong = (actions: ReturnType<typeof sessionActions>) =>
    actions.find(({ action }) => action === 'start-reverse-replication');

  it('offers to start reverse replication again in a failback only where it is broken, and once the failback rests', () => {
    expect(startAmong(failingBack())).toEqual({
      action: 'start-reverse-replication',
      allowed: true,
      isRetry: true,
    });
    expect(startAmong(failingBack({ brokenReplicationCount: 0 }))).toEqual({
      action: 'start-reverse-replication',
      allowed: false,
      isRetry: false,
      reason: 'Start of reverse replication is behind this session already.',
    });
    expect(
      startAmong(failingBack({ runningOperation: 'execute-failback' })),
    ).toMatchObject({ allowed: false });
    expect(
      startAmong(failingBack({ status: 'FAILBACK_COMPLETE' })),
    ).toMatchObject({ allowed: false });
  });

  it('takes the failback that comes after it for the rest of the one that has begun', () => {
    const again = (hasBegunFailback: boolean) =>
      failingBack({
        status: 'READY_FOR_FAILBACK',
        lastOperation: { kind: 'mirror-config', failed: false },
        brokenReplicationCount: 0,
        hasBegunFailback,
      }).find(({ action }) => action === 'execute-failback');
    expect(again(true)).toMatchObject({ allowed: true, isRetry: true });
    expect(again(false)).toMatchObject({ allowed: true, isRetry: false });
  });
});

describe('countTargets', () => {
  const step = (target: string | undefined, name: string, state: any) => ({
    target,
    name,
    status: state,
  });

  it('counts a target as done once all its steps are, and as failed when one is', () => {
    expect(
      countTargets([
        step('a', '1', 'SUCCEEDED'),
        step('a', '2', 'SKIPPED'),
        step('b', '1', 'SUCCEEDED'),
        step('b', '2', 'IN_PROGRESS'),
        step('c', '1', 'FAILED'),
        step(undefined, 'all', 'SUCCEEDED'),
        step(undefined, 'more', 'NOT_STARTED'),
      ]),
    ).toEqual({ done: 2, failed: 1, total: 5 });
    expect(countTargets([])).toBeUndefined();
  });
});

describe('numberedName', () => {
  it('keeps every name within 64 characters, and its number readable', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 64 }),
        fc.integer({ min: 1, max: 100_000 }),
        (name, number) => {
          const numbered = numberedName(name, number);
          expect(numbered.length).toBeLessThanOrEqual(64);
          expect(numbered.endsWith(number === 1 ? '' : ` (${number})`)).toBe(
            true,
          );
        },
      ),
    );
  });
});
