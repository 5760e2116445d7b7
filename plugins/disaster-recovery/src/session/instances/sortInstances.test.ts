import {
  instanceFixture,
  sessionFixture,
} from '../../__testUtils__/sessionFixtures';
import { sortInstances } from './sortInstances';

const session = sessionFixture({
  status: 'REVERSE_REPLICATING',
  instances: [
    instanceFixture(10, { replication: { state: 'READY', lagSeconds: 0 } }),
    instanceFixture(2, { replication: { state: 'INITIAL_SYNC', percent: 60 } }),
    instanceFixture(3, { replication: { state: 'INITIAL_SYNC', percent: 10 } }),
    instanceFixture(4, {
      replication: { state: 'READY_WITH_LAG', lagSeconds: 660 },
    }),
    instanceFixture(5, { replication: { state: 'ERROR' } }),
  ],
});
const names = (column: string, direction: 'asc' | 'desc', text = '') =>
  sortInstances(session, { column, direction }, text).map(
    instance => instance.hostname,
  );

describe('sortInstances', () => {
  it('R9.5: puts the failed first, then those behind, then the slowest, and the healthy last', () => {
    expect(names('worst', 'asc')).toEqual([
      'server-5',
      'server-4',
      'server-3',
      'server-2',
      'server-10',
    ]);
  });

  it('sorts names as people count, and unknown values last whichever way', () => {
    expect(names('name', 'asc')).toEqual([
      'server-2',
      'server-3',
      'server-4',
      'server-5',
      'server-10',
    ]);
    expect(names('lag', 'asc').slice(0, 2)).toEqual(['server-10', 'server-4']);
    expect(names('lag', 'desc').slice(0, 2)).toEqual(['server-4', 'server-10']);
  });

  it('finds by name, id, group or wave', () => {
    expect(names('name', 'asc', 'SERVER-1')).toEqual(['server-10']);
    expect(names('name', 'asc', session.instances[4].sourceServerId)).toEqual([
      'server-5',
    ]);
    expect(names('name', 'asc', 'database')).toHaveLength(5);
  });
});
