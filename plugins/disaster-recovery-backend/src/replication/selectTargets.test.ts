import { reopenLaunches } from './reopenLaunches';
import { selectTargets } from './selectTargets';
import { sessionInstance } from './__testUtils__/anyReplication';

const replicating = sessionInstance({
  recoveryInstanceId: 'i-1',
  reversedSourceServerId: 's-1',
  replication: { state: 'READY' },
});
const broken = sessionInstance({
  recoveryInstanceId: 'i-2',
  reversedSourceServerId: 's-2',
  replication: { state: 'ERROR' },
  failback: { status: 'FAILED', sourceServerId: 's-2', reason: 'It is gone' },
});
const back = sessionInstance({
  recoveryInstanceId: 'i-3',
  reversedSourceServerId: 's-3',
  replication: { state: 'ERROR' },
  failback: { status: 'LAUNCHED', failbackInstanceId: 'i-back-3' },
});
const all = [replicating, broken, back];

describe('selectTargets', () => {
  it('takes what does not replicate, but never what is back, not even by name', () => {
    expect(selectTargets(all)).toEqual([broken]);
    expect(selectTargets(all, ['i-1', 'i-3'])).toEqual([]);
  });
});

describe('reopenLaunches', () => {
  it('has what failed wait for its launch, and leaves alone what is back', () => {
    expect(reopenLaunches(all)).toEqual([
      {
        recoveryInstanceId: 'i-2',
        patch: {
          failback: {
            status: 'PENDING',
            sourceServerId: 's-2',
            reason: undefined,
          },
        },
      },
    ]);
  });
});
