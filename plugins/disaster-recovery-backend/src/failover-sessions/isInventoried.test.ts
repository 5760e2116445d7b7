import {
  sessionInstance,
  sessionRecord,
} from '../replication/__testUtils__/anyReplication';
import { isInventoried } from './readInventory';

const session = sessionRecord({
  inventoriedAt: new Date('2026-11-23T09:00:00.000Z'),
});

describe('isInventoried', () => {
  it('is so once DRS or EC2 has told more of every instance than that it runs', () => {
    const found = sessionInstance({ originEnvironment: 'AWS' });
    const described = sessionInstance({
      sourceServerId: 's-00000000000000010',
      launchedAt: '2026-11-23T08:50:00.000Z',
    });
    expect(isInventoried(session, [found, described], undefined)).toBe(true);
  });

  it('is not so for an instance that a look at replication has seen run first', () => {
    const launchedLater = sessionInstance({
      sourceServerId: 's-00000000000000010',
      ec2State: 'RUNNING',
    });
    const found = sessionInstance({ originEnvironment: 'AWS' });
    expect(isInventoried(session, [found, launchedLater], undefined)).toBe(
      false,
    );
  });
});
