import { groupHealth, serverHealth } from './serverHealth';

describe('serverHealth', () => {
  it.each([
    ['CONTINUOUS', 0, 'healthy'],
    ['CONTINUOUS', 61, 'behind'],
    ['BACKLOG', 5, 'behind'],
    ['INITIAL_SYNC', undefined, 'syncing'],
    ['STALLED', undefined, 'broken'],
    ['DISCONNECTED', 0, 'broken'],
    [undefined, undefined, 'unknown'],
  ])(
    '%s with a lag of %s is %s',
    (dataReplicationState, lagSeconds, health) => {
      expect(serverHealth({ dataReplicationState, lagSeconds })).toBe(health);
    },
  );
});

describe('groupHealth', () => {
  it('is as good as the worst server', () => {
    expect(
      groupHealth([
        { dataReplicationState: 'CONTINUOUS', lagSeconds: 2 },
        { dataReplicationState: 'STALLED' },
        { dataReplicationState: 'CONTINUOUS', lagSeconds: 200 },
      ]),
    ).toMatchObject({ worst: 'broken', worstLagSeconds: 200 });
  });
});
