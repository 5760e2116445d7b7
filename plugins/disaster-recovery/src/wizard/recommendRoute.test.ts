import { instanceFixture } from '../__testUtils__/sessionFixtures';
import { recommendRoute } from './recommendRoute';

const account = '111122223333';
const seen = (at: string, number = 1) =>
  instanceFixture(number, { agentLastSeenAt: at });

describe('recommendRoute', () => {
  it('prefers AWS’s own way for EC2 machines that return and whose agents are heard', () => {
    expect(
      recommendRoute({
        accountId: account,
        sourceAccountId: account,
        instances: [
          seen('2026-11-23T12:00:00Z', 1),
          seen('2026-11-23T12:04:00Z', 2),
        ],
      }),
    ).toEqual({ route: 'native', reason: 'fits', count: 2 });
  });

  it('prefers it also for a return to another account, which has to be trusted', () => {
    expect(
      recommendRoute({
        accountId: account,
        sourceAccountId: '444455556666',
        instances: [seen('2026-11-23T12:00:00Z')],
      }),
    ).toEqual({ route: 'native', reason: 'otherAccount', count: 1 });
  });

  it.each([
    [
      'a machine from elsewhere',
      {
        sourceAccountId: account,
        instances: [
          instanceFixture(1, { originEnvironment: 'ON_PREMISES' }),
          seen('2026-11-23T12:00:00Z', 2),
        ],
      },
      { reason: 'notFromAws', count: 1 },
    ],
    [
      'an agent that was never heard, and one that fell silent',
      {
        sourceAccountId: account,
        instances: [
          instanceFixture(1),
          seen('2026-11-23T08:00:00Z', 2),
          seen('2026-11-23T12:00:00Z', 3),
        ],
      },
      { reason: 'agentUnseen', count: 2 },
    ],
  ])('reinstalls for %s', (_name, session, advice) => {
    expect(recommendRoute({ accountId: account, ...session })).toEqual({
      route: 'reinstall',
      ...advice,
    });
  });
});
