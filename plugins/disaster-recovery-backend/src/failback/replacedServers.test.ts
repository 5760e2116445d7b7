import { replacedServers } from './replacedServers';

describe('replacedServers', () => {
  const failed = { status: 'PENDING', sourceServerId: 's-old' };

  it('names what the last launch of the mode was to launch, and what takes its place', () => {
    const instance = { reversedSourceServerId: 's-new', failback: failed };
    expect([...replacedServers([instance], 'RECOVERY')]).toEqual([
      ['s-old', 's-new'],
    ]);
    expect(replacedServers([instance], 'DRILL').size).toBe(0);
  });

  it('names none that is there still, has no other, or was launched', () => {
    const none = [
      { reversedSourceServerId: 's-old', failback: failed },
      { failback: failed },
      {
        reversedSourceServerId: 's-new',
        failback: { ...failed, status: 'LAUNCHED' },
      },
      { reversedSourceServerId: 's-new' },
    ];
    expect(replacedServers(none, 'RECOVERY').size).toBe(0);
  });
});
