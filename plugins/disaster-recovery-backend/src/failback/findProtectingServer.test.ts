import {
  dataReplication,
  recoveryInstance,
  reversedServer,
  sessionInstance,
} from '../replication/__testUtils__/anyReplication';
import { findProtectingServer, isReversed } from './findProtectingServer';
import { isReProtected, returnedInstances } from '../replication';

const BACK = 'i-0aaaaaaaaaaaaaaaa';
const ORIGINAL = 's-00000000000000009';
const returned = sessionInstance({
  sourceServerId: ORIGINAL,
  failback: { status: 'LAUNCHED', failbackInstanceId: BACK },
});
const naming = (id: string, state = 'CONTINUOUS') =>
  reversedServer({ state }, { id, arn: `arn/${id}`, instanceId: BACK });

describe('findProtectingServer', () => {
  it('R7.3: is the original source server where it was turned to the failback instance', () => {
    const servers = [naming('s-other'), naming(ORIGINAL)];
    expect(findProtectingServer(returned, servers)?.id).toBe(ORIGINAL);
  });

  it('R7.3: is another one where DRS made another one', () => {
    const original = reversedServer({}, { id: ORIGINAL, instanceId: 'i-old' });
    expect(
      findProtectingServer(returned, [original, naming('s-new')])?.id,
    ).toBe('s-new');
  });

  it('takes the one that DRS answered with among several, and guesses nothing without', () => {
    const several = [naming('s-a'), naming('s-b')];
    expect(findProtectingServer(returned, several, 'arn/s-b')?.id).toBe('s-b');
    expect(findProtectingServer(returned, several)).toBeUndefined();
  });

  it('does not count a disconnected source server', () => {
    expect(
      findProtectingServer(returned, [naming(ORIGINAL, 'DISCONNECTED')]),
    ).toBeUndefined();
  });
});

describe('isReversed', () => {
  it('asks the failback instance: after a launch into the original instance the ids say nothing', () => {
    const inState = (state?: string) =>
      recoveryInstance({ id: BACK, replication: dataReplication({ state }) });
    expect(isReversed(inState('NOT_STARTED'))).toBe(false);
    expect(isReversed(inState('REPLICATION_STATE_NOT_AVAILABLE'))).toBe(false);
    expect(isReversed(inState(undefined))).toBe(false);
    expect(isReversed(inState('STALLED'))).toBe(true);
    expect(isReversed(inState('CONTINUOUS'))).toBe(true);
  });
});

describe('isReProtected', () => {
  const protectedBy = (id: string, state: 'READY' | 'READY_WITH_LAG') =>
    isReProtected({
      protectingSourceServerId: id,
      reProtection: { state, sourceServerId: ORIGINAL },
    });

  it('R7.4: needs readiness without lag, of the source server that protects it now', () => {
    expect(protectedBy(ORIGINAL, 'READY')).toBe(true);
    expect(protectedBy(ORIGINAL, 'READY_WITH_LAG')).toBe(false);
    expect(protectedBy('s-new', 'READY')).toBe(false);
  });

  it('is about machines that have failed back', () => {
    expect(
      returnedInstances([
        returned,
        sessionInstance({ failback: { status: 'FAILED' } }),
        sessionInstance(),
      ]),
    ).toEqual([returned]);
  });
});
