import { reversedServer } from '../replication/__testUtils__/anyReplication';
import { reasonAgainstRecordDeletion } from './destructionGuard';
import { planCleanup } from './planCleanup';
import { cleanupFacts, returnedServer } from './__testUtils__/anyCleanup';

describe('the record of a failback instance', () => {
  it('is deleted when the original source server protects the machine again', () => {
    const facts = cleanupFacts([returnedServer(1)]);
    expect(reasonAgainstRecordDeletion('i-a1', facts)).toBeUndefined();
    expect(
      planCleanup(facts, new Date()).steps.filter(
        ({ effect }) => effect === 'delete-record',
      ),
    ).toEqual([expect.objectContaining({ resourceId: 'i-a1' })]);
  });

  it('is kept when another source server was made from it and protects the machine', () => {
    const facts = cleanupFacts([
      returnedServer(1, {
        protecting: [
          reversedServer(
            {},
            {
              id: 's-other',
              instanceId: 'i-a1',
              replicationDirection: 'FAILBACK',
            },
          ),
        ],
      }),
    ]);
    const { steps, kept } = planCleanup(facts, new Date());
    expect(steps.some(({ effect }) => effect === 'delete-record')).toBe(false);
    expect(kept).toContainEqual(
      expect.objectContaining({
        resourceId: 'i-a1',
        resourceType: 'failback-instance-record',
        reason: expect.stringContaining('s-other'),
      }),
    );
  });
});
