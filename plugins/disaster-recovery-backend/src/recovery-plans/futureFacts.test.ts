import type {
  Wave,
  WaveAction,
} from '@internal/plugin-disaster-recovery-common';
import { futureFacts } from './futureFacts';

const group = (accountId: string) => ({
  accountId,
  region: 'us-west-2',
  sourceRegion: 'us-east-1',
});
const waves = (action: Partial<WaveAction>) =>
  [{ preActions: [], postActions: [action] }] as unknown as Wave[];

describe('futureFacts', () => {
  const owner = 'group:default/team-orders';

  it('are of the owner that is given, in each place of a group once', () => {
    expect(
      futureFacts('1', { owner, waves: waves({}) }, [
        group('111122223333'),
        group('111122223333'),
        group('444455556666'),
      ]),
    ).toEqual([
      {
        id: '1',
        owner,
        accountId: '111122223333',
        regions: ['us-west-2', 'us-east-1'],
      },
      {
        id: '1',
        owner,
        accountId: '444455556666',
        regions: ['us-west-2', 'us-east-1'],
      },
    ]);
  });

  it('are also where an action runs, if that is elsewhere', () => {
    const placesOf = (action: Partial<WaveAction>) =>
      futureFacts('1', { owner, waves: waves(action) }, [
        group('111122223333'),
      ]).map(({ accountId, regions }) => [accountId, ...regions]);
    const home = ['111122223333', 'us-west-2', 'us-east-1'];
    expect(placesOf({ accountId: '444455556666' })).toEqual([
      home,
      ['444455556666', 'us-west-2', 'us-east-1'],
    ]);
    expect(placesOf({ region: 'eu-west-1' })).toEqual([
      home,
      ['111122223333', 'eu-west-1'],
    ]);
  });
});
