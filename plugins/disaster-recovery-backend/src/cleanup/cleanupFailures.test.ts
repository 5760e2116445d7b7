import { loggedInCloudWatch, testPortals } from '../__testUtils__';
import { failedBack } from './__testUtils__/failedBack';

jest.setTimeout(180_000);

describe('cleanup without re-protection', () => {
  const portals = testPortals();
  let world: Awaited<ReturnType<typeof failedBack>>;

  beforeAll(async () => {
    world = await failedBack(portals);
  }, 180_000);

  it('R8.2: is refused while a failback instance does not run, and destroys nothing', async () => {
    const { client, portal, id, calls, ...ids } = world;
    const callsOf = calls();
    const { planId } = await client.getCleanupPlan(id);
    const [stopped] = ids.failbackIds;
    portal.aws.simulator.faults.add({
      kind: 'instanceStopped',
      match: { resourceId: stopped },
    });
    const plan = await portal.until(async () => {
      const now = await client.getCleanupPlan(id);
      return now.blockedBy.length > 0 && now;
    });
    expect(plan.blockedBy.join()).toContain(stopped);
    for (const confirmed of [planId, plan.planId]) {
      await expect(
        client.cleanup(id, { planId: confirmed, deleteSourceServers: false }),
      ).rejects.toMatchObject({
        statusCode: 409,
        body: { error: { message: expect.stringContaining(stopped) } },
      });
    }
    expect(callsOf()).toEqual([]);
    expect((await client.getSession(id)).status).toBe('FAILBACK_COMPLETE');

    portal.aws.simulator.faults.add({
      kind: 'instanceStarted',
      match: { resourceId: stopped },
    });
    await portal.until(async () => {
      const now = await client.getCleanupPlan(id);
      return now.blockedBy.length === 0;
    });
  });

  it('R8.3, R12.1, R12.6: waits while DRS refuses, survives a lost answer, and a retry does only what is left', async () => {
    const { client, life, portal, id, calls } = world;
    const { faults } = portal.aws.simulator;
    const callsOf = calls();
    const terminate = { operation: 'TerminateRecoveryInstances' };
    faults.add({ kind: 'terminateRefused', count: 2 });
    const denied = faults.add({
      kind: 'error',
      match: { operation: 'DeleteRecoveryInstance' },
    });
    const { planId } = await client.getCleanupPlan(id);
    await client.cleanup(id, { planId, deleteSourceServers: false });
    await portal.until(async () => {
      const refused = portal.aws.simulator.trace
        .entries()
        .filter(
          ({ operation, error }) => operation === terminate.operation && error,
        );
      return refused.length === 2;
    });
    faults.add({ kind: 'lostResponse', match: terminate, count: 1 });

    const failed = await life.ended(id);
    expect(failed).toMatchObject({
      status: 'FAILED',
      error: {
        code: 'AccessDeniedException',
        message: expect.stringContaining('Delete the record'),
      },
    });
    expect(await loggedInCloudWatch(portal, failed.id)).toMatchObject([
      {
        event: 'operation-failed',
        operation: 'cleanup',
        sessionId: id,
        correlationId: failed.correlationId,
        error: JSON.parse(JSON.stringify(failed.error)),
      },
    ]);
    expect((await client.getSession(id)).status).toBe('CLEANING_UP');
    const left = await client.getCleanupPlan(id);
    expect(
      left.steps.map(({ resourceType, status }) => [resourceType, status]),
    ).toEqual([
      ['failback-instance-record', 'FAILED'],
      ['failback-instance-record', 'FAILED'],
    ]);

    faults.clear(denied.id);
    const again = await client.cleanup(id, {
      planId,
      deleteSourceServers: false,
    });
    expect(again).toMatchObject({
      attempt: 2,
      correlationId: failed.correlationId,
    });
    expect((await life.ended(id)).status).toBe('SUCCEEDED');
    expect((await client.getSession(id)).status).toBe('CLEANUP_COMPLETE');
    const terminations = callsOf().filter(
      ({ operation }) => operation === terminate.operation,
    );
    expect(terminations).toHaveLength(1);
  });
});
