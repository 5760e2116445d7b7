import { type TestPortal, testPortals } from '../__testUtils__';
import { APPLICATIONS, DATABASES } from './__testUtils__/demoServers';
import { FAST, PlanFixture, refusal } from './__testUtils__/PlanFixture';

jest.setTimeout(120_000);

describe('executions that are taken up again', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let fixture: PlanFixture;

  const faults = () => portal.aws.simulator.faults;
  const launchFails = (instance: string, message?: string, count?: number) =>
    faults().add({
      kind: 'launchFails',
      match: { resourceId: fixture.serverOf(instance) },
      message,
      count,
    });

  beforeAll(async () => {
    portal = await portals.start(FAST);
  });

  beforeEach(async () => {
    fixture = await PlanFixture.create(portal);
  });

  it('R12.6: retries only what failed, under the same correlation id, and runs what had been skipped', async () => {
    launchFails(DATABASES[0], undefined, 1);
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS },
    ]);
    const failed = await fixture.ended(await fixture.run(plan));
    expect(failed.status).toBe('PARTIAL');
    const kept = failed.servers.find(server => server.status === 'LAUNCHED')!;

    const retried = await fixture.client.retryExecution(failed.id);
    expect(retried).toMatchObject({
      attempt: 2,
      correlationId: failed.correlationId,
    });
    const execution = await fixture.ended(failed);
    expect(execution).toMatchObject({
      status: 'COMPLETED',
      serverCounts: { LAUNCHED: 4 },
    });
    const launched = fixture
      .calls('StartRecovery')
      .map(call =>
        call.request.sourceServers.map((item: any) => item.sourceServerID),
      );
    expect(launched[1]).toEqual([fixture.serverOf(DATABASES[0])]);
    expect(launched[2]).toHaveLength(2);
    expect(
      execution.servers.find(server => server.id === kept.id),
    ).toMatchObject({
      attempt: 1,
      recoveryInstanceId: kept.recoveryInstanceId,
    });
    expect(await refusal(fixture.client.retryExecution(failed.id))).toMatch(
      /Nothing failed/,
    );
  });

  it('adds what a retry launches to the session of the failover', async () => {
    launchFails(DATABASES[0], undefined, 1);
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const failed = await fixture.ended(await fixture.run(plan, 'RECOVERY'));
    await fixture.client.retryExecution(failed.id);
    await fixture.ended(failed);
    const { items } = await fixture.client.listSessions();
    expect(items).toHaveLength(1);
    await portal.until(async () => {
      const session = await fixture.client.getSession(items[0].id);
      return session.instances.length === 2;
    });
  });

  it('does not launch a server whose launch settings cannot be applied, and launches it right after that is mended', async () => {
    faults().add({
      kind: 'error',
      match: { operation: 'CreateLaunchTemplateVersion' },
      code: 'UnauthorizedOperation',
      status: 403,
      message: 'not authorized to perform ec2:CreateLaunchTemplateVersion',
    });
    const group = await fixture.group(DATABASES, {
      instanceType: 'r5.2xlarge',
    });
    const plan = await fixture.client.createRecoveryPlan({
      name: 'Orders',
      waves: [
        {
          number: 1,
          name: 'Database',
          protectionGroupIds: [group.id],
          dependsOn: [],
          pauseBefore: false,
          preActions: [],
          postActions: [],
          failurePolicy: 'failFast',
        },
      ],
    });
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution.serverCounts).toEqual({ FAILED: 2 });
    expect(execution.servers[0]).toMatchObject({
      reason: expect.stringContaining('ec2:CreateLaunchTemplateVersion'),
      error: { code: 'LAUNCH_SETTINGS_NOT_APPLIED' },
    });
    expect(fixture.calls('StartRecovery')).toEqual([]);

    faults().clear();
    await fixture.client.retryExecution(execution.id);
    const retried = await fixture.ended(execution);
    expect(retried.status).toBe('COMPLETED');
    const instances = await portal.dependencies.aws
      .in(retried)
      .ec2.listInstances(
        retried.servers.flatMap(server => server.recoveryInstanceId ?? []),
      );
    expect(instances.map(instance => instance.instanceType)).toEqual([
      'r5.2xlarge',
      'r5.2xlarge',
    ]);
  });

  it('is carried on by another portal when the one that began it ends, without a second launch', async () => {
    const first = await portals.start({
      ...FAST,
      simulator: { speed: 120 },
    });
    const begun = await PlanFixture.create(first);
    const plan = await begun.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS },
    ]);
    const execution = await begun.run(plan, 'RECOVERY');
    await begun.until(execution, item => item.jobs.length === 1);
    await first.stop();
    first.aws.simulator.setSpeed(1800);

    const second = await portals.start({
      ...FAST,
      sharedSimulator: first.aws,
      database: first.database,
    });
    const ended = await second.until(async () => {
      const item = await second.services.executions.get(execution.id);
      return item.status === 'COMPLETED' && item;
    });
    expect(ended.serverCounts).toEqual({ LAUNCHED: 4 });
    expect(begun.calls('StartRecovery')).toHaveLength(2);
  });
});
