import {
  operationFixture,
  sessionFixture,
} from '../__testUtils__/sessionFixtures';
import { lifeOf } from './lifeOf';

const states = (session: Parameters<typeof lifeOf>[0]) =>
  Object.fromEntries(lifeOf(session).map(stage => [stage.id, stage.state]));

describe('lifeOf', () => {
  it('tells when each stage was reached and by whom, and when the next is expected', () => {
    const stages = lifeOf(
      sessionFixture({
        status: 'REVERSE_REPLICATING',
        route: 'reinstall',
        mirroredAt: '2026-11-23T10:43:00Z',
        replication: {
          counts: {},
          total: 2,
          ready: 0,
          etaAt: '2026-11-23T13:20:00Z',
        },
        milestones: [
          { status: 'FAILOVER_COMPLETE', at: '2026-11-23T10:02:00Z' },
          {
            status: 'AGENTS_INSTALLED',
            at: '2026-11-23T10:41:00Z',
            by: 'user:default/jane',
          },
          { status: 'REVERSE_REPLICATING', at: '2026-11-23T10:44:00Z' },
        ],
      }),
    );
    expect(stages.slice(0, 5)).toEqual([
      { id: 'failedOver', state: 'done', at: '2026-11-23T10:02:00Z' },
      {
        id: 'agents',
        state: 'done',
        at: '2026-11-23T10:41:00Z',
        by: 'user:default/jane',
      },
      { id: 'mirrored', state: 'done', at: '2026-11-23T10:43:00Z' },
      {
        id: 'replicating',
        state: 'current',
        at: '2026-11-23T10:44:00Z',
        expectedAt: '2026-11-23T13:20:00Z',
      },
      { id: 'ready', state: 'todo' },
    ]);
  });

  it('on the native route needs no agents, and mirrors after replication has begun', () => {
    const session = sessionFixture({
      status: 'REVERSE_REPLICATING',
      route: 'native',
    });
    expect(states(session)).toMatchObject({
      agents: 'skipped',
      replicating: 'current',
      mirrored: 'todo',
    });
    expect(
      lifeOf(session)
        .map(stage => stage.id)
        .slice(1, 4),
    ).toEqual(['agents', 'replicating', 'mirrored']);
  });

  it('shows the stage in which an attempt failed, until it is tried again', () => {
    const failed = operationFixture({ status: 'FAILED' });
    expect(
      states(
        sessionFixture({ status: 'INSTALLING_AGENTS', lastOperation: failed }),
      ).agents,
    ).toBe('failed');
    expect(
      states(
        sessionFixture({
          status: 'INSTALLING_AGENTS',
          lastOperation: failed,
          currentOperation: operationFixture(),
        }),
      ).agents,
    ).toBe('current');
  });

  it('a session that was cleaned up without re-protection skipped it', () => {
    expect(
      states(sessionFixture({ status: 'CLEANUP_COMPLETE' })),
    ).toMatchObject({ reProtected: 'skipped', cleanedUp: 'done' });
  });
});
