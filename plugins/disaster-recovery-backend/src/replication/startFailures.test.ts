import {
  cloudWatch,
  loggedInCloudWatch,
  type TestPortal,
  testPortals,
} from '../__testUtils__';
import { TestFailover } from './__testUtils__/TestFailover';

jest.setTimeout(180_000);

const HOSTS = ['orders-web-1', 'orders-web-2'];

describe('when reverse replication cannot be started', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;
  const faults = () => portal.aws.simulator.faults;

  beforeAll(async () => {
    portal = await portals.start({
      config: { cloudWatch, agents: { stepTimeout: { seconds: 8 } } },
    });
    faults().add({
      kind: 'agentNeverChecksIn',
      match: {
        resourceId: (
          await portal.dependencies.aws
            .in({ accountId: '111122223333', region: 'us-west-2' })
            .drs.listSourceServers()
        ).find(({ hostname }) => hostname === 'orders-web-2')!.id,
      },
    });
    failover = await TestFailover.run(portal, HOSTS);
  }, 180_000);

  it('refuses with the remedy while DRS of the source region is not initialized', async () => {
    faults().add({
      kind: 'regionUninitialized',
      match: { region: 'us-east-1' },
    });
    await expect(
      failover.client.startReverseReplication(failover.id),
    ).rejects.toMatchObject({
      statusCode: 409,
      body: {
        error: {
          message: expect.stringMatching(/us-east-1.*Initialize it there/),
        },
      },
    });
    faults()
      .list()
      .forEach(fault => {
        if (fault.kind === 'regionUninitialized') {
          faults().clear(fault.id);
        }
      });
    expect((await failover.session()).status).toBe('FAILOVER_COMPLETE');
  });

  it('R5.6, R12.1, R12.4, R12.5: names the instance that DRS refuses, with its message, and starts the others', async () => {
    await failover.client.startReverseReplication(failover.id);
    const operation = await failover.ends('start-reverse-replication');
    expect(operation).toMatchObject({
      status: 'FAILED',
      progress: { done: 1, failed: 1, total: 2 },
      error: {
        message: 'Start of reverse replication failed for orders-web-2.',
        reason: expect.stringMatching(
          /^orders-web-2: .*not finished initializing/,
        ),
        service: 'drs',
        operation: 'ReverseReplication',
        code: 'ConflictException',
        awsRequestId: expect.any(String),
        remedy: expect.stringContaining('instance profile'),
      },
    });
    expect(await loggedInCloudWatch(portal, operation.id)).toMatchObject([
      {
        event: 'operation-failed',
        operation: 'start-reverse-replication',
        sessionId: failover.id,
        correlationId: operation.correlationId,
        error: JSON.parse(JSON.stringify(operation.error)),
      },
    ]);
    const session = await failover.session();
    expect(session).toMatchObject({
      status: 'REVERSE_REPLICATING',
      failedInstanceCount: 1,
      lastError: { operationId: operation.id },
    });
    const status = await failover.client.getReverseReplicationStatus(
      failover.id,
    );
    expect(
      status.instances.find(one => one.hostname === 'orders-web-2')!
        .replication,
    ).toMatchObject({
      state: 'NOT_STARTED',
      error: { reason: expect.stringContaining('not finished initializing') },
    });
    expect(
      (await failover.instanceOf('orders-web-1')).reversedSourceServerId,
    ).toBeDefined();
  });

  it('R5.6, R12.6: a retry works only on what failed, and never reverses twice when an answer is lost', async () => {
    faults().clear();
    const { recoveryInstanceId } = await failover.instanceOf('orders-web-2');
    // The agent reports as soon as the instance starts anew.
    faults().add({
      kind: 'instanceStopped',
      match: { resourceId: recoveryInstanceId },
    });
    faults().add({
      kind: 'instanceStarted',
      match: { resourceId: recoveryInstanceId },
    });
    await portal.until(
      async () => {
        const [instance] = await failover.recovery.listRecoveryInstances({
          ids: [recoveryInstanceId],
        });
        return instance.agentLastSeenAt;
      },
      { what: 'the agent' },
    );
    faults().add({
      kind: 'lostResponse',
      match: { operation: 'ReverseReplication' },
      count: 1,
    });
    const earlier = await failover.client.listOperations(failover.id);
    const operation = await failover.client.startReverseReplication(
      failover.id,
    );
    expect(operation).toMatchObject({
      attempt: 2,
      correlationId: earlier.items[0].correlationId,
    });
    const ended = await failover.succeeds('start-reverse-replication');
    expect(ended.steps.map(step => step.targetName)).toEqual(['orders-web-2']);
    expect(
      failover
        .accepted('ReverseReplication')
        .map(line => (line.request as any).recoveryInstanceID)
        .sort(),
    ).toEqual(
      (await failover.session()).instances
        .map(one => one.recoveryInstanceId)
        .sort(),
    );
    const session = await failover.session();
    expect(session.failedInstanceCount).toBe(0);
    expect(session.lastError).toBeUndefined();
  });

  it('R5.6, R12.1, R12.4: reports an instance that stalls on its way, and a retry has DRS try again', async () => {
    const instance = await failover.instanceOf('orders-web-1');
    faults().add({
      kind: 'stall',
      match: { resourceId: instance.reversedSourceServerId },
      code: 'FAILED_TO_CREATE_SECURITY_GROUP',
      message: 'The subnet does not exist',
    });
    const failed = await portal.until(
      async () => {
        const session = await failover.session();
        return session.failedInstanceCount === 1 && session;
      },
      { what: 'the error' },
    );
    expect(failed.lastError).toMatchObject({
      message: expect.stringContaining('orders-web-1'),
      reason: 'FAILED_TO_CREATE_SECURITY_GROUP: The subnet does not exist',
      remedy: expect.stringContaining('subnet'),
      correlationId: expect.any(String),
    });
    const { items } = await failover.client.listSessionEvents(failover.id);
    expect(items.map(({ action }) => action)).toContain('replication.failed');

    await failover.client.startReverseReplication(failover.id);
    await failover.succeeds('start-reverse-replication');
    await portal.until(
      async () => {
        const session = await failover.session();
        return session.replication.ready === 2 && !session.lastError;
      },
      { what: 'readiness without an error' },
    );
  });
});
