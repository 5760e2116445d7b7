import { EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { type TestPortal, testPortals } from '../__testUtils__';
import {
  SOURCE,
  TestFailover,
} from '../replication/__testUtils__/TestFailover';

jest.setTimeout(180_000);

const VANISHES = 'orders-web-1';
const FAILS = 'orders-web-2';

describe('a machine that somebody terminates before the failback is complete', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;

  const idOf = async (host: string) =>
    (await failover.instanceOf(host)).failback?.failbackInstanceId;

  beforeAll(async () => {
    portal = await portals.start({ simulator: { speed: 1800 } });
    failover = await TestFailover.run(portal, [VANISHES, FAILS]);
    await failover.becomeReady();
    await failover.failBackExcept(FAILS);
  });

  it('is no longer called back, and is told by its name with what became of it', async () => {
    const id = (await idOf(VANISHES))!;
    // EC2 forgets what was terminated after an hour: that is to be longer than a busy machine needs to look.
    portal.aws.simulator.setSpeed(200);
    const ec2 = new EC2Client({
      region: SOURCE.region,
      endpoint: portal.aws.url,
      credentials: {
        accessKeyId: 'AKIADEMOORDERS000001',
        secretAccessKey: 'no-secret-is-checked',
      },
    });
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    ec2.destroy();
    await failover.client.executeFailback(failover.id, { mode: 'RECOVERY' });
    const { status, error } = await failover.ends('execute-failback');
    portal.aws.simulator.setSpeed(1800);
    expect(status).toBe('FAILED');
    expect(error).toMatchObject({
      message: `Failback failed: ${VANISHES} is not back.`,
      reason: `${VANISHES}: It was launched as ${id}, which is TERMINATED now`,
      remedy: expect.stringContaining('execute the failback again'),
    });
    expect((await failover.instanceOf(VANISHES)).failback).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining(id),
    });
    expect((await failover.instanceOf(FAILS)).failback?.status).toBe(
      'LAUNCHED',
    );
    const session = await failover.session();
    expect(session).toMatchObject({
      status: 'FAILBACK_IN_PROGRESS',
      failedInstanceCount: 1,
    });
    expect(
      await failover.client.getExecution(session.failbackExecutionId!),
    ).toMatchObject({ status: 'PARTIAL', waves: [{ status: 'PARTIAL' }] });
  });

  it('is launched again, alone, and the failback is complete', async () => {
    const preflight = await failover.client.getFailbackPreflight(
      failover.id,
      'RECOVERY',
    );
    expect(
      preflight.waves.flatMap(({ servers }) =>
        servers.map(({ hostname }) => hostname),
      ),
    ).toEqual([VANISHES]);
    const gone = await idOf(VANISHES);
    const other = await idOf(FAILS);
    const launches = failover.accepted('StartRecovery').length;

    const session = await failover.failBack();

    expect(failover.launchesSince(launches)).toEqual([
      [(await failover.instanceOf(VANISHES)).reversedSourceServerId],
    ]);
    expect(await idOf(FAILS)).toBe(other);
    expect(await idOf(VANISHES)).not.toBe(gone);
    const alive = await portal.dependencies.aws
      .in(SOURCE)
      .ec2.listInstances(
        session.instances.map(({ failback }) => failback!.failbackInstanceId!),
      );
    expect(alive.map(({ state }) => state)).toEqual(['running', 'running']);
    await failover.finish();
  });
});
