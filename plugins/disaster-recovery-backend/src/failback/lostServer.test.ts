import { type TestPortal, testPortals } from '../__testUtils__';
import {
  SOURCE,
  TestFailover,
} from '../replication/__testUtils__/TestFailover';

jest.setTimeout(180_000);

const BACK = 'orders-web-1';
const LOST = 'orders-web-2';

describe('a reversed source server that is deleted while its machine fails back', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;

  const deleteByHand = async (id: string) => {
    await failover.source.disconnectSourceServer(id);
    await failover.source.deleteSourceServer(id);
  };

  beforeAll(async () => {
    portal = await portals.start({ simulator: { speed: 1800 } });
    failover = await TestFailover.run(portal, [BACK, LOST]);
    await failover.becomeReady();
    await failover.failBackExcept(LOST);
  }, 180_000);

  it('does not offer to start reverse replication again while it goes on', async () => {
    expect(await failover.session()).toMatchObject({
      status: 'FAILBACK_IN_PROGRESS',
      failedInstanceCount: 1,
      brokenReplicationCount: 0,
    });
    expect(await failover.actionOf('start-reverse-replication')).toMatchObject({
      allowed: false,
      reason: 'Start of reverse replication is behind this session already.',
    });
    await expect(
      failover.client.startReverseReplication(failover.id),
    ).rejects.toMatchObject({ statusCode: 409 });
  });

  it('offers with the failure what the failure says is to be done', async () => {
    await deleteByHand(
      (
        await failover.instanceOf(LOST)
      ).reversedSourceServerId!,
    );
    await failover.client.executeFailback(failover.id, { mode: 'RECOVERY' });
    const { status, error } = await failover.ends('execute-failback');
    expect(status).toBe('FAILED');
    expect(error).toMatchObject({
      message: `Failback failed: ${LOST} is not back.`,
      remedy: expect.stringMatching(
        `^Start reverse replication again, which works only on ${LOST}: .*mirror the configuration again`,
      ),
    });
    expect(await failover.session()).toMatchObject({
      status: 'FAILBACK_IN_PROGRESS',
      brokenReplicationCount: 1,
    });
    expect((await failover.instanceOf(LOST)).replication).toMatchObject({
      state: 'ERROR',
      error: {
        code: 'SourceServerGone',
        remedy: expect.stringContaining('Start reverse replication again'),
      },
    });
    expect(await failover.actionOf('start-reverse-replication')).toEqual({
      action: 'start-reverse-replication',
      allowed: true,
      isRetry: true,
    });
  });

  it('asks DRS for the machine that is lost alone, and offers to install its agent where DRS refuses', async () => {
    const back = await failover.instanceOf(BACK);
    await expect(
      failover.client.startReverseReplication(failover.id, {
        instanceIds: [back.recoveryInstanceId],
      }),
    ).rejects.toMatchObject({ statusCode: 409 });
    await failover.client.startReverseReplication(failover.id);
    const { steps, error } = await failover.ends('start-reverse-replication');
    expect(steps.map(({ targetName }) => targetName)).toEqual([LOST]);
    expect(error).toMatchObject({
      message: `Start of reverse replication failed for ${LOST}.`,
      operation: 'ReverseReplication',
      awsRequestId: expect.any(String),
      remedy: expect.stringMatching(/install agents again.*this instance only/),
    });
    expect(await failover.session()).toMatchObject({
      status: 'REVERSE_REPLICATING',
      failedInstanceCount: 1,
    });
    expect((await failover.actionOf('execute-failback')).allowed).toBe(false);
    expect(await failover.actionOf('install-agents')).toMatchObject({
      allowed: true,
    });
  });

  it('installs that agent alone, and is ready once its data has come', async () => {
    const back = await failover.instanceOf(BACK);
    const lost = await failover.instanceOf(LOST);
    const reboots = failover.accepted('RebootInstances').length;
    await failover.client.installAgents(failover.id);
    await failover.succeeds('install-agents');
    expect(
      failover
        .accepted('RebootInstances')
        .slice(reboots)
        .flatMap(({ request }: any) => request.InstanceIds),
    ).toEqual([lost.recoveryInstanceId]);
    await failover.client.mirrorConfig(failover.id);
    await failover.succeeds('mirror-config');
    await failover.client.startReverseReplication(failover.id);
    await failover.succeeds('start-reverse-replication');
    const session = await failover.reaches('READY_FOR_FAILBACK');
    expect(session.failedInstanceCount).toBe(0);
    expect((await failover.instanceOf(BACK)).failback).toEqual(back.failback);
    expect((await failover.instanceOf(LOST)).reversedSourceServerId).not.toBe(
      lost.reversedSourceServerId,
    );
  });

  it('drills no more, and shows before the failback what it launches', async () => {
    await expect(
      failover.client.executeFailback(failover.id, { mode: 'DRILL' }),
    ).rejects.toMatchObject({
      statusCode: 409,
      body: {
        error: { message: expect.stringContaining('failback has begun') },
      },
    });
    expect(await failover.actionOf('execute-failback')).toMatchObject({
      allowed: true,
      isRetry: true,
    });
    const preflight = await failover.client.getFailbackPreflight(
      failover.id,
      'RECOVERY',
    );
    expect(preflight).toMatchObject({ blocked: false, destroys: [] });
    expect(
      preflight.waves.flatMap(({ servers }) =>
        servers.map(({ hostname }) => hostname),
      ),
    ).toEqual([LOST]);
  });

  it('launches only what has not come back, and completes the failback', async () => {
    const back = await failover.instanceOf(BACK);
    const launches = failover.accepted('StartRecovery').length;
    const session = await failover.failBack();
    expect(failover.launchesSince(launches)).toEqual([
      [(await failover.instanceOf(LOST)).reversedSourceServerId],
    ]);
    expect((await failover.instanceOf(BACK)).failback).toEqual(back.failback);
    expect(session).toMatchObject({
      failedInstanceCount: 0,
      brokenReplicationCount: 0,
    });
    const alive = await portal.dependencies.aws
      .in(SOURCE)
      .ec2.listInstances(
        session.instances.map(({ failback }) => failback!.failbackInstanceId!),
      );
    expect(alive.map(({ state }) => state)).toEqual(['running', 'running']);
    const execution = await failover.client.getExecution(
      session.failbackExecutionId!,
    );
    expect(execution.status).toBe('COMPLETED');
    await failover.finish();
  });
});
