import { TestFailover } from '../replication/__testUtils__/TestFailover';
import {
  cloudWatch,
  loggedInCloudWatch,
  type TestPortal,
  testPortals,
} from '../__testUtils__';

jest.setTimeout(120_000);

const HOSTS = ['orders-web-1', 'orders-web-2'];

describe('when re-protection fails', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;

  beforeAll(async () => {
    portal = await portals.start({
      simulator: { speed: 1200 },
      config: { cloudWatch },
    });
    failover = await TestFailover.run(portal, HOSTS);
    await failover.becomeReady();
    await failover.failBack();
  }, 60_000);

  it('R12.1, R12.4, R12.5: names the instance that was refused, in the words of DRS, and protects the others', async () => {
    const refused = (await failover.instanceOf('orders-web-2')).failback!;
    portal.aws.simulator.faults.add({
      kind: 'error',
      match: {
        operation: 'ReverseReplication',
        resourceId: refused.failbackInstanceId,
      },
      code: 'AccessDeniedException',
      message: 'not authorized to perform: drs:ReverseReplication',
      status: 403,
    });
    await failover.client.reProtect(failover.id);
    const operation = await failover.ends('re-protect');
    expect(operation).toMatchObject({
      status: 'FAILED',
      error: {
        message: 'Re-protection failed for orders-web-2.',
        code: 'AccessDeniedException',
        reason: expect.stringContaining('drs:ReverseReplication'),
      },
    });
    expect(await loggedInCloudWatch(portal, operation.id)).toMatchObject([
      {
        event: 'operation-failed',
        operation: 're-protect',
        sessionId: failover.id,
        correlationId: operation.correlationId,
        error: JSON.parse(JSON.stringify(operation.error)),
      },
    ]);
    const session = await failover.session();
    expect(session).toMatchObject({
      status: 'RE_PROTECTING',
      failedInstanceCount: 1,
      lastError: { operationId: operation.id },
    });
    expect(
      (await failover.instanceOf('orders-web-1')).protectingSourceServerId,
    ).toBe((await failover.instanceOf('orders-web-1')).sourceServerId);
    expect(
      (await failover.instanceOf('orders-web-2')).protectingSourceServerId,
    ).toBeUndefined();
  });

  it('R7.4, R12.6: a retry protects only what is not protected, and completes by itself when its trouble passes', async () => {
    portal.aws.simulator.faults.clear();
    // Slow enough to see the protection while it is made.
    portal.aws.simulator.setSpeed(60);
    const before = failover.accepted('ReverseReplication').length;
    const operation = await failover.client.reProtect(failover.id);
    expect(operation.attempt).toBe(2);
    const resourceId = await portal.until(
      async () =>
        (
          await failover.instanceOf('orders-web-2')
        ).protectingSourceServerId,
      { what: 'what protects it' },
    );
    const match = { resourceId };
    portal.aws.simulator.faults.add({
      kind: 'stall',
      match,
      code: 'UNSTABLE_NETWORK',
    });
    const failed = await failover.ends('re-protect');
    expect(failed).toMatchObject({ id: operation.id, status: 'FAILED' });
    expect((await failover.session()).status).toBe('RE_PROTECTING');

    portal.aws.simulator.faults.add({ kind: 'recoverReplication', match });
    portal.aws.simulator.setSpeed(1200);
    const session = await failover.reaches('RE_PROTECTED');
    expect(session.failedInstanceCount).toBe(0);
    expect(session.lastError).toBeUndefined();
    expect(await failover.succeeds('re-protect')).toMatchObject({
      attempt: 3,
      correlationId: operation.correlationId,
      requestedBy: 'plugin:disaster-recovery',
    });
    expect(
      failover
        .accepted('ReverseReplication')
        .slice(before)
        .map(line => (line.request as any).recoveryInstanceID),
    ).toEqual([
      (await failover.instanceOf('orders-web-2')).failback!.failbackInstanceId,
    ]);
  });

  it('reports protection that stalls later, and that it goes on again', async () => {
    const { protectingSourceServerId } = await failover.instanceOf(
      'orders-web-1',
    );
    const match = { resourceId: protectingSourceServerId };
    portal.aws.simulator.faults.add({
      kind: 'stall',
      match,
      code: 'UNSTABLE_NETWORK',
    });
    const failed = await portal.until(
      async () => {
        const session = await failover.session();
        return session.lastError && session;
      },
      { what: 'the stall' },
    );
    expect(failed.status).toBe('RE_PROTECTED');
    expect(failed.lastError?.message).toMatch(
      /^Re-protection of orders-web-1 does not go on/,
    );
    portal.aws.simulator.faults.add({ kind: 'recoverReplication', match });
    await portal.until(
      async () => (await failover.session()).lastError === undefined,
      { what: 'its end' },
    );
    expect((await failover.session()).failedInstanceCount).toBe(0);
  });
});
