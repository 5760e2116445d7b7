import fc from 'fast-check';
import { chooseStartMove } from './chooseStartMove';
import { instanceRoute } from './chosenRoute';
import { selectTargets } from './selectTargets';
import {
  reversedServer,
  sessionInstance,
  sessionRecord,
} from './__testUtils__/anyReplication';

const instance = sessionInstance();
const OTHER = 'i-0ffffffffffffffff';

describe('chooseStartMove', () => {
  it('R5.1: reverses the replication of an instance that nothing replicates yet', () => {
    expect(
      chooseStartMove(instance, 'native', [
        reversedServer({}, { instanceId: OTHER }),
      ]),
    ).toEqual({ move: 'reverse' });
  });

  it('adopts what already replicates, by the instance that it names', () => {
    const server = reversedServer({ state: 'INITIAL_SYNC' });
    for (const route of ['native', 'reinstall'] as const) {
      expect(chooseStartMove(instance, route, [server])).toEqual({
        move: 'adopt',
        server,
      });
    }
  });

  it('trusts the instance that a source server names over the id that was noted', () => {
    const noted = reversedServer({}, { id: 's-old', instanceId: OTHER });
    const naming = reversedServer({}, { id: 's-new' });
    expect(
      chooseStartMove(
        sessionInstance({ reversedSourceServerId: 's-old' }),
        'native',
        [noted, naming],
      ),
    ).toEqual({ move: 'adopt', server: naming });
  });

  it('starts what is stopped, and has DRS try again what has stalled', () => {
    const stopped = reversedServer({ state: 'STOPPED' });
    expect(chooseStartMove(instance, 'reinstall', [stopped]).move).toBe(
      'start',
    );
    const stalled = reversedServer({ state: 'STALLED' });
    expect(chooseStartMove(instance, 'native', [stalled]).move).toBe('retry');
  });

  it('takes a live source server before a disconnected one, and reverses again when there is only that', () => {
    const dead = reversedServer({ state: 'DISCONNECTED' }, { id: 's-dead' });
    const alive = reversedServer({}, { id: 's-alive' });
    const noted = sessionInstance({ reversedSourceServerId: 's-dead' });
    expect(chooseStartMove(noted, 'native', [dead, alive])).toEqual({
      move: 'adopt',
      server: alive,
    });
    expect(chooseStartMove(noted, 'native', [dead]).move).toBe('reverse');
  });

  it('never reverses where the agent was reinstalled, whatever DRS has', () => {
    const server = fc
      .record({
        state: fc.constantFrom(
          'STOPPED',
          'INITIATING',
          'INITIAL_SYNC',
          'CONTINUOUS',
          'STALLED',
          'DISCONNECTED',
        ),
        instanceId: fc.constantFrom(instance.recoveryInstanceId, OTHER),
        replicationDirection: fc.constantFrom(
          'FAILOVER' as const,
          'FAILBACK' as const,
        ),
      })
      .map(({ state, ...rest }) => reversedServer({ state }, rest));
    fc.assert(
      fc.property(fc.array(server), servers => {
        expect(chooseStartMove(instance, 'reinstall', servers).move).not.toBe(
          'reverse',
        );
      }),
    );
  });
});

describe('instanceRoute', () => {
  it('is the one that the first call of the session chose', () => {
    expect(
      instanceRoute(sessionRecord({ status: 'FAILOVER_COMPLETE' }), instance),
    ).toBe('native');
    expect(
      instanceRoute(sessionRecord({ status: 'CONFIG_MIRRORED' }), instance),
    ).toBe('reinstall');
    expect(
      instanceRoute(
        sessionRecord({ status: 'REVERSE_REPLICATING', route: 'reinstall' }),
        instance,
      ),
    ).toBe('reinstall');
  });

  it('is reinstall for an instance whose agent was uninstalled, even in a native session', () => {
    const touched = sessionInstance({
      agent: {
        status: 'FAILED',
        attempt: 1,
        steps: [
          {
            id: '1',
            name: 'UNINSTALL_AGENT',
            title: 'Uninstall',
            status: 'SUCCEEDED',
          },
        ],
      },
    });
    expect(instanceRoute(sessionRecord({ route: 'native' }), touched)).toBe(
      'reinstall',
    );
  });
});

describe('selectTargets', () => {
  const running = sessionInstance({
    recoveryInstanceId: 'i-running',
    reversedSourceServerId: 's-1',
    replication: { state: 'INITIAL_SYNC' },
  });
  const failed = sessionInstance({
    recoveryInstanceId: 'i-failed',
    reversedSourceServerId: 's-2',
    replication: { state: 'ERROR' },
  });
  const refused = sessionInstance({
    recoveryInstanceId: 'i-refused',
    error: { message: 'refused', at: 'now' },
  });
  const leftBehind = sessionInstance({
    recoveryInstanceId: 'i-left',
    cannotFailBack: 'It is gone.',
  });
  const all = [running, failed, refused, leftBehind];
  const ids = (of: typeof all) => of.map(one => one.recoveryInstanceId);

  it('R5.6: a retry touches only what failed', () => {
    expect(ids(selectTargets(all))).toEqual(['i-failed', 'i-refused']);
  });

  it('takes those that are asked for, less those that run', () => {
    expect(ids(selectTargets(all, ['i-running', 'i-refused']))).toEqual([
      'i-refused',
    ]);
  });
});
