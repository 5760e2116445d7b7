import type { RecoveryInstance, SourceServer } from '../aws';
import { observeInstance } from './observeInstance';
import { planLook } from './planLook';
import type { RegionFacts } from './RegionFacts';
import {
  recoveryInstance,
  reversedServer,
  sessionInstance,
  sessionRecord,
} from './__testUtils__/anyReplication';

const ID = 'i-0123456789abcdef0';
const SERVER = 's-00000000000000001';
const GIB = 1024 ** 3;
const options = { readyLagSeconds: 60, isReProtecting: false };

function facts(
  answers: {
    server?: SourceServer;
    instances?: RecoveryInstance[];
    asked?: string[];
    at?: string;
  } = {},
): RegionFacts {
  const {
    server,
    instances = [recoveryInstance()],
    asked = [SERVER],
    at = '2026-11-23T10:05:00.000Z',
  } = answers;
  return {
    at: new Date(at),
    servers: new Map([
      ...asked.map(id => [id, undefined] as const),
      ...(server ? [[server.id, server] as const] : []),
    ]),
    instances: new Map(instances.map(one => [one.id, one])),
    launchable: new Set([SERVER]),
    failures: [],
    failedBefore: false,
  };
}

const replicating = sessionInstance({
  reversedSourceServerId: SERVER,
  agentLastSeenAt: '2026-11-23T10:00:00.000Z',
  replication: {
    state: 'INITIAL_SYNC',
    sourceServerId: SERVER,
    totalBytes: 10 * GIB,
    replicatedBytes: 4 * GIB,
    percent: 40,
    observedAt: '2026-11-23T10:04:00.000Z',
  },
});
const session = sessionRecord();

describe('observeInstance', () => {
  it('R5.4: writes the state that the source server is in, and a sample of it', () => {
    const seen = observeInstance(
      session,
      replicating,
      facts({ server: reversedServer() }),
      options,
    );
    expect(seen.patch.replication?.state).toBe('READY');
    expect(seen.sample?.state).toBe('READY');
  });

  it('writes nothing when nothing is new', () => {
    const before = observeInstance(
      session,
      replicating,
      facts({ server: reversedServer() }),
      options,
    );
    const again = observeInstance(
      session,
      { ...replicating, ...before.patch },
      facts({ server: reversedServer(), at: '2026-11-23T10:06:00.000Z' }),
      options,
    );
    expect(again.patch).toEqual({});
    expect(again.sample).toBeUndefined();
  });

  it('R5.6: tells an error once, and keeps when it was first seen', () => {
    const stalled = reversedServer({
      state: 'STALLED',
      error: { code: 'NOT_CONVERGING' },
    });
    const first = observeInstance(
      session,
      replicating,
      facts({ server: stalled }),
      options,
    );
    expect(first.isNewError).toBe(true);
    const again = observeInstance(
      session,
      { ...replicating, ...first.patch },
      facts({ server: stalled, at: '2026-11-23T10:31:00.000Z' }),
      options,
    );
    expect(again.isNewError).toBe(false);
    expect(again.patch.replication?.error?.at).toBe('2026-11-23T10:05:00.000Z');
  });

  it('says nothing of what AWS did not answer', () => {
    const seen = observeInstance(
      session,
      replicating,
      facts({ asked: [], instances: [] }),
      options,
    );
    expect(seen.patch).toEqual({});
    expect(seen.progress).toBeUndefined();
  });

  it('takes a source server that was copied to and is no longer there for an error', () => {
    const seen = observeInstance(session, replicating, facts(), options);
    expect(seen.patch.replication).toMatchObject({
      state: 'ERROR',
      error: { code: 'SourceServerGone' },
    });
  });

  it('asks nothing more of the way back of a machine that is back, while others are waited for', () => {
    const back = { ...replicating, failback: { status: 'LAUNCHED' } };
    const seen = observeInstance(
      session,
      back,
      facts({ instances: [recoveryInstance({ ec2State: 'TERMINATED' })] }),
      options,
    );
    expect(seen.patch).toEqual({ ec2State: 'TERMINATED' });
  });

  it('does not take a source server that DRS does not list yet for one that is gone', () => {
    const young = sessionInstance({
      reversedSourceServerId: SERVER,
      replication: { state: 'INITIATING' },
      ec2State: 'RUNNING',
    });
    expect(observeInstance(session, young, facts(), options).patch).toEqual({});
  });

  it.each([
    ['a terminated recovery instance', 'TERMINATED'],
    ['one that EC2 has forgotten since it was terminated', 'NOT_FOUND'],
  ])('leaves %s behind, by name and reason', (_, ec2State) => {
    const seen = observeInstance(
      sessionRecord({ status: 'FAILOVER_COMPLETE' }),
      sessionInstance(),
      facts({ instances: [recoveryInstance({ ec2State })] }),
      options,
    );
    expect(seen.patch).toEqual({
      ec2State,
      cannotFailBack: 'Its recovery instance has been terminated.',
    });
  });

  it('before reverse replication only sees whether the instance lives, and now and then when its agent was heard', () => {
    const early = sessionRecord({ status: 'INSTALLING_AGENTS' });
    const seenAt = (time: string) =>
      observeInstance(
        early,
        replicating,
        facts({
          instances: [recoveryInstance({ agentLastSeenAt: new Date(time) })],
        }),
        options,
      ).patch;
    expect(seenAt('2026-11-23T10:01:00.000Z')).toEqual({});
    expect(seenAt('2026-11-23T10:05:00.000Z')).toEqual({
      agentLastSeenAt: '2026-11-23T10:05:00.000Z',
    });
  });

  describe('re-protection', () => {
    const FAILBACK = 'i-0aaaaaaaaaaaaaaaa';
    const ORIGINAL = replicating.sourceServerId;
    const returned = sessionInstance({
      failback: {
        status: 'LAUNCHED',
        failbackInstanceId: FAILBACK,
        ec2State: 'RUNNING',
      },
      protectingSourceServerId: ORIGINAL,
    });
    const reProtecting = sessionRecord({ status: 'RE_PROTECTING' });
    const look = (server: SourceServer, isReProtecting = true) =>
      observeInstance(
        reProtecting,
        returned,
        {
          ...facts({ server }),
          launchable: new Set([ORIGINAL]),
          instances: new Map([
            [FAILBACK, recoveryInstance({ id: FAILBACK })],
            [ID, recoveryInstance()],
          ]),
        },
        { ...options, isReProtecting },
      );
    const original = (replication: Parameters<typeof reversedServer>[0]) =>
      reversedServer(replication, { id: ORIGINAL, instanceId: FAILBACK });

    it('R7.4: is not complete before the original source server has compared every block', () => {
      expect(look(original({})).patch.reProtection?.state).toBe('CONTINUOUS');
      expect(
        look(original({ rescannedBytes: 4 * GIB })).patch.reProtection?.state,
      ).toBe('CONTINUOUS');
      expect(
        look(original({ rescannedBytes: 10 * GIB })).patch.reProtection?.state,
      ).toBe('READY');
    });

    it('expects an agent that is silent at first while it is being started, and not for ever', () => {
      const silent = original({
        state: 'STALLED',
        error: { code: 'AGENT_NOT_SEEN' },
      });
      expect(look(silent).progress?.state).toBe('INITIATING');
      expect(look(silent, false).progress?.state).toBe('ERROR');
    });

    it('sees the failback instance stop', () => {
      const seen = observeInstance(
        reProtecting,
        returned,
        {
          ...facts({}),
          instances: new Map([
            [FAILBACK, recoveryInstance({ id: FAILBACK, ec2State: 'STOPPED' })],
          ]),
        },
        options,
      );
      expect(seen.patch.failback?.ec2State).toBe('STOPPED');
    });
  });
});

describe('planLook', () => {
  it('asks each region once, however many sessions there are', () => {
    const sessions = Array.from({ length: 50 }, (_, index) => ({
      session: sessionRecord({ id: `session-${index}` }),
      instances: [
        sessionInstance({
          recoveryInstanceId: `i-${index}`,
          reversedSourceServerId: `s-${index}`,
        }),
      ],
    }));
    const places = planLook(sessions);
    expect(places.map(({ target }) => target.region).sort()).toEqual([
      'us-east-1',
      'us-west-2',
    ]);
    const source = places.find(({ target }) => target.region === 'us-east-1')!;
    expect(source.serverIds.size).toBe(50);
    expect(source.instanceIds.size).toBe(0);
  });
});
