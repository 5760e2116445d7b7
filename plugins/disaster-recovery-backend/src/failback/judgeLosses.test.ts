import type { InstanceHolder, InstanceRecord } from '../failover-sessions';
import { giveUp, judgeLosses, type LossFacts } from './judgeLosses';

const lost = {
  recoveryInstanceId: 'i-former',
  sourceServerId: 's-a1',
  hostname: 'web-1',
  isDrill: false,
  ec2State: 'STOPPED',
};

const failedBack: InstanceHolder = {
  instanceId: 'i-former',
  role: 'failback',
  sessionId: 'session-1',
  sessionName: 'First',
  sessionStatus: 'CLEANUP_COMPLETE',
  failedBackAt: new Date('2026-03-04T23:59:00Z'),
};

const replaced = {
  recoveryInstanceId: 'i-serving',
  originInstanceId: 'i-former',
} as InstanceRecord;

function facts(values: Partial<LossFacts> = {}): LossFacts {
  return {
    session: { recoveryRegion: 'us-west-2' },
    instances: [replaced],
    holders: [failedBack],
    ...values,
  };
}

const judged = (
  values: Partial<typeof lost & { sessionId: string }>,
  with_: Partial<LossFacts> = {},
) => judgeLosses([{ ...lost, ...values }], facts(with_));

describe('judgeLosses', () => {
  it('R6: lets former production be given up, once its replacement is known', () => {
    const losses = judged({});
    expect(losses[0].standing).toBe('ACCEPTABLE');
    expect(losses[0].description).toMatch(
      /^It failed back on 2026-03-04 .*"First".*i-serving took its place\. It is stopped now\./,
    );
    expect(() => giveUp(losses, [], 'DRILL')).toThrow(
      /^The drill makes DRS terminate i-former \(web-1\)\./,
    );
    expect(giveUp(losses, ['i-former'], 'DRILL')).toEqual(['i-former']);
  });

  it.each([
    [
      'what a session holds that is not at its end',
      judged(
        { sessionId: 'session-2' },
        {
          holders: [
            {
              ...failedBack,
              sessionId: 'session-2',
              sessionName: 'Second',
              sessionStatus: 'FAILBACK_COMPLETE',
            },
          ],
        },
      ),
      /Failover session "Second" holds it/,
    ],
    [
      'a drill instance that a session holds, as any other',
      judged({ sessionId: 'session-2', isDrill: true }, { holders: [] }),
      /Failover session "session-2" holds it/,
    ],
    [
      'what failed back and was not replaced by this failover',
      judged({}, { instances: [] }),
      /nothing in this session has taken its place/,
    ],
  ])('R6: never gives up %s, even when it is named', (_, losses, reason) => {
    expect(losses[0].standing).toBe('REFUSED');
    expect(() => giveUp(losses, ['i-former'], 'RECOVERY')).toThrow(reason);
  });

  it('R6.3: lets the live drill of the session go without a question', () => {
    const losses = judged(
      { isDrill: true },
      {
        holders: [],
        instances: [
          {
            drill: { status: 'LAUNCHED', failbackInstanceId: 'i-former' },
          } as InstanceRecord,
        ],
      },
    );
    expect(losses[0].standing).toBe('OWN_DRILL');
    expect(giveUp(losses, [], 'RECOVERY')).toEqual(['i-former']);
  });

  it.each([
    [true, /A drill that is not of this session/],
    [false, /outside this portal/],
  ])(
    'asks about what something else launched from the same source server (drill: %s)',
    (isDrill, words) => {
      const [loss] = judged({ isDrill }, { holders: [], instances: [] });
      expect(loss).toMatchObject({
        standing: 'ACCEPTABLE',
        description: expect.stringMatching(words),
      });
    },
  );
});
