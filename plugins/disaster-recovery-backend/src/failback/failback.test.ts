import {
  TestFailover,
  SOURCE,
} from '../replication/__testUtils__/TestFailover';
import {
  cloudWatch,
  loggedInCloudWatch,
  type TestPortal,
  testPortals,
} from '../__testUtils__';

jest.setTimeout(120_000);

const HOSTS = ['orders-web-1', 'orders-web-2'];

describe('failback', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;

  const isAlive = async (id: string) => {
    const [found] = await portal.dependencies.aws
      .in(SOURCE)
      .ec2.listInstances([id]);
    return found?.state === 'running';
  };

  beforeAll(async () => {
    portal = await portals.start({
      simulator: { speed: 1800 },
      config: { cloudWatch },
    });
    failover = await TestFailover.run(portal, HOSTS);
  }, 60_000);

  it('R6.1: is enabled when the session is ready for failback, and refused before', async () => {
    expect(await failover.actionOf('execute-failback')).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('ready'),
    });
    await expect(
      failover.client.executeFailback(failover.id, { mode: 'RECOVERY' }),
    ).rejects.toMatchObject({ statusCode: 409 });
    await failover.becomeReady();
    expect(await failover.actionOf('execute-failback')).toEqual({
      action: 'execute-failback',
      allowed: true,
      isRetry: false,
    });
  });

  it('R6.2, R6.3: a drill launches the mirrored plan, and changes nothing: the session is ready again', async () => {
    await failover.client.executeFailback(failover.id, { mode: 'DRILL' });
    expect((await failover.session()).status).toBe('FAILBACK_IN_PROGRESS');
    await failover.succeeds('execute-failback');
    const session = await failover.reaches('READY_FOR_FAILBACK');
    expect(session.hasLiveDrill).toBe(true);
    expect(session.failbackExecutionId).toBeUndefined();
    const execution = await failover.client.getExecution(
      session.drillExecutionIds[0],
    );
    expect(execution).toMatchObject({
      executionType: 'DRILL',
      purpose: 'FAILBACK',
      sessionId: failover.id,
      planId: session.mirroredRecoveryPlan!.id,
      region: SOURCE.region,
    });
    for (const instance of session.instances) {
      expect(instance.drill).toMatchObject({
        status: 'LAUNCHED',
        ec2State: 'RUNNING',
      });
      expect(instance.failback).toBeUndefined();
      expect(await isAlive(instance.drill!.failbackInstanceId!)).toBe(true);
    }
    expect((await failover.actionOf('re-protect')).allowed).toBe(false);
    expect((await failover.actionOf('cleanup')).allowed).toBe(false);
  });

  it('terminates the instances of a drill, and only those', async () => {
    const before = await failover.session();
    await failover.client.terminateDrill(failover.id);
    await failover.succeeds('terminate-drill');
    const session = await failover.session();
    expect(session.status).toBe('READY_FOR_FAILBACK');
    expect(session.hasLiveDrill).toBe(false);
    for (const { drill } of before.instances) {
      expect(await isAlive(drill!.failbackInstanceId!)).toBe(false);
    }
    expect(session.instances.map(({ ec2State }) => ec2State)).toEqual([
      'RUNNING',
      'RUNNING',
    ]);
  });

  it('R6.6: a failed drill is reported, and the session is ready again', async () => {
    const { reversedSourceServerId } = await failover.instanceOf(
      'orders-web-2',
    );
    portal.aws.simulator.faults.add({
      kind: 'launchFails',
      match: { resourceId: reversedSourceServerId },
      count: 1,
    });
    await failover.client.executeFailback(failover.id, { mode: 'DRILL' });
    const operation = await failover.ends('execute-failback');
    expect(operation).toMatchObject({
      status: 'FAILED',
      error: {
        message: expect.stringMatching(/^Failback drill failed: orders-web-2/),
      },
    });
    const session = await failover.reaches('READY_FOR_FAILBACK');
    expect(session.lastError?.operationId).toBe(operation.id);
  });

  it('R6.4, R6.6, R12.1: a failback that fails in part names who is not back, and keeps what is', async () => {
    const { reversedSourceServerId } = await failover.instanceOf(
      'orders-web-2',
    );
    portal.aws.simulator.faults.add({
      kind: 'launchFails',
      match: { resourceId: reversedSourceServerId },
      message: 'InsufficientInstanceCapacity',
      count: 1,
    });
    portal.aws.simulator.faults.add({ kind: 'missingRecoveryInstanceId' });
    const started = await failover.client.executeFailback(failover.id, {
      mode: 'RECOVERY',
    });
    expect(started.attempt).toBe(1);
    expect((await failover.session()).status).toBe('FAILBACK_IN_PROGRESS');
    const operation = await failover.ends('execute-failback');
    expect(operation).toMatchObject({
      status: 'FAILED',
      error: {
        message: 'Failback failed: orders-web-2 is not back.',
        reason: expect.stringContaining('InsufficientInstanceCapacity'),
        resourceIds: [
          (await failover.instanceOf('orders-web-2')).recoveryInstanceId,
        ],
      },
    });
    expect(await loggedInCloudWatch(portal, operation.id)).toMatchObject([
      {
        event: 'operation-failed',
        operation: 'execute-failback',
        sessionId: failover.id,
        correlationId: operation.correlationId,
        error: JSON.parse(JSON.stringify(operation.error)),
      },
    ]);
    const session = await failover.session();
    expect(session).toMatchObject({
      status: 'FAILBACK_IN_PROGRESS',
      lastError: { message: operation.error!.message },
      failedInstanceCount: 1,
    });
    expect((await failover.instanceOf('orders-web-1')).failback).toMatchObject({
      status: 'LAUNCHED',
      ec2State: 'RUNNING',
    });
    expect((await failover.instanceOf('orders-web-2')).failback?.status).toBe(
      'FAILED',
    );
    // The drill's instance was this server's earlier one: DRS has terminated it for the failback, and nobody is surprised.
    expect((await failover.instanceOf('orders-web-1')).drill?.status).toBe(
      'TERMINATED',
    );
  });

  it('refuses a drill beside a failback that has begun', async () => {
    await expect(
      failover.client.executeFailback(failover.id, { mode: 'DRILL' }),
    ).rejects.toMatchObject({
      statusCode: 409,
      body: {
        error: { message: expect.stringContaining('failback has begun') },
      },
    });
  });

  it('R6.5, R11.8: a retry launches only what failed, and completes the failback', async () => {
    const first = (await failover.instanceOf('orders-web-1')).failback!;
    const launches = failover.accepted('StartRecovery').length;
    const operation = await failover.client.executeFailback(failover.id, {
      mode: 'RECOVERY',
    });
    expect(operation.attempt).toBe(2);
    await failover.succeeds('execute-failback');
    const session = await failover.reaches('FAILBACK_COMPLETE');
    expect(session.lastError).toBeUndefined();
    const calls = failover.accepted('StartRecovery').slice(launches);
    expect(calls.map(line => (line.request as any).sourceServers)).toEqual([
      [
        {
          sourceServerID: (await failover.instanceOf('orders-web-2'))
            .reversedSourceServerId,
        },
      ],
    ]);
    expect((await failover.instanceOf('orders-web-1')).failback).toMatchObject({
      failbackInstanceId: first.failbackInstanceId,
      executionId: session.failbackExecutionId,
    });
    for (const { failback } of session.instances) {
      expect(failback).toMatchObject({
        status: 'LAUNCHED',
        ec2State: 'RUNNING',
      });
      expect(await isAlive(failback!.failbackInstanceId!)).toBe(true);
    }
  });

  it('never launches over a live failback instance', async () => {
    const session = await failover.session();
    await expect(
      failover.client.runRecoveryPlan(session.mirroredRecoveryPlan!.id, {
        executionType: 'RECOVERY',
      }),
    ).rejects.toMatchObject({ statusCode: 409 });
    for (const { failback } of session.instances) {
      expect(await isAlive(failback!.failbackInstanceId!)).toBe(true);
    }
  });

  it('R7.1, R7.2, R7.3, R7.4, R11.9: re-protects the failback instances, once each, and turns the original group to them', async () => {
    expect(await failover.actionOf('re-protect')).toMatchObject({
      allowed: true,
    });
    portal.aws.simulator.faults.add({
      kind: 'lostResponse',
      match: { operation: 'ReverseReplication' },
      count: 1,
    });
    const reversals = failover.accepted('ReverseReplication').length;
    await failover.client.reProtect(failover.id);
    expect((await failover.session()).status).toBe('RE_PROTECTING');
    await failover.succeeds('re-protect');
    const session = await failover.reaches('RE_PROTECTED');

    const failbackIds = session.instances.map(
      ({ failback }) => failback!.failbackInstanceId!,
    );
    expect(
      failover
        .accepted('ReverseReplication')
        .slice(reversals)
        .map(line => (line.request as any).recoveryInstanceID)
        .sort(),
    ).toEqual([...failbackIds].sort());

    const group = await failover.client.getProtectionGroup(failover.groupId);
    for (const instance of session.instances) {
      expect(instance.protectingSourceServerId).toBe(instance.sourceServerId);
      expect(instance.reProtection?.state).toBe('READY');
      const [server] = await failover.recovery.listSourceServers({
        ids: [instance.protectingSourceServerId!],
      });
      expect(server).toMatchObject({
        instanceId: instance.failback!.failbackInstanceId,
        replication: { state: 'CONTINUOUS' },
      });
      expect(server.replication.rescannedBytes).toBe(
        server.replication.totalBytes,
      );
      expect(
        group.servers.find(
          one => one.sourceServerId === instance.protectingSourceServerId,
        ),
      ).toMatchObject({
        originInstanceId: instance.failback!.failbackInstanceId,
        captured: { instanceId: instance.failback!.failbackInstanceId },
      });
    }
  });
});
