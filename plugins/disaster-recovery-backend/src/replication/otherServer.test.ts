import { type TestPortal, testPortals } from '../__testUtils__';
import { TestFailover } from './__testUtils__/TestFailover';

jest.setTimeout(120_000);

describe('a source server that the mirrored configuration does not know', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;

  beforeAll(async () => {
    portal = await portals.start({ simulator: { speed: 1800 } });
    failover = await TestFailover.run(portal, ['orders-web-1']);
    await failover.becomeReady();
  }, 120_000);

  it('is not ready before it is mirrored: the mirrored plan would launch nothing of it', async () => {
    // As if the one that was mirrored had been deleted, and DRS had made another.
    await portal
      .database('recovery_instances')
      .where({ session_id: failover.id })
      .update({ reversed_source_server_id: 's-00000000000000000' });
    await failover.reaches('REVERSE_REPLICATING');
    await failover.client.startReverseReplication(failover.id);
    await failover.succeeds('start-reverse-replication');
    const session = await portal.until(
      async () => {
        const now = await failover.session();
        return now.replication.ready === 1 && now;
      },
      { what: 'its data' },
    );
    expect(session.status).toBe('REVERSE_REPLICATING');
    expect(session.mirroredAt).toBeUndefined();

    await failover.client.mirrorConfig(failover.id);
    await failover.succeeds('mirror-config');
    await failover.reaches('READY_FOR_FAILBACK');
  });
});
