import { type TestPortal, testPortals } from '../__testUtils__';
import { APPLICATIONS, DATABASES, WEB } from './__testUtils__/demoServers';
import { FAST, PlanFixture, refusal } from './__testUtils__/PlanFixture';

jest.setTimeout(120_000);

describe('executions', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let fixture: PlanFixture;

  beforeAll(async () => {
    portal = await portals.start(FAST);
  });

  beforeEach(async () => {
    fixture = await PlanFixture.create(portal);
  });

  it('launches waves in order, groups of a wave in one job, and finds every instance', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: [APPLICATIONS, WEB] },
    ]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution).toMatchObject({
      status: 'COMPLETED',
      executionType: 'DRILL',
      serverCounts: { LAUNCHED: 6 },
      attempt: 1,
    });
    expect(
      new Set(execution.servers.map(server => server.recoveryInstanceId)).size,
    ).toBe(6);
    expect(execution.waves.map(wave => wave.status)).toEqual([
      'COMPLETED',
      'COMPLETED',
    ]);
    const [first, second, ...more] = fixture.calls('StartRecovery');
    expect(first.request.isDrill).toBe(true);
    expect(first.request.sourceServers).toHaveLength(2);
    expect(second.request.sourceServers).toHaveLength(4);
    expect(more).toEqual([]);

    const shown = await fixture.client.getRecoveryPlan(plan.id);
    expect(shown.lastExecution).toMatchObject({
      id: execution.id,
      status: 'COMPLETED',
    });
    expect(shown.lastDrillAt).toBeDefined();
    const group = await fixture.client.getProtectionGroup(
      plan.waves[0].protectionGroupIds[0],
    );
    expect(group.lastDrillAt).toBeDefined();

    const log = await fixture.client.getJobLog(execution.id);
    expect(log.items.map(item => item.event)).toEqual(
      expect.arrayContaining(['JOB_START', 'CONVERSION_START', 'JOB_END']),
    );
    expect(new Set(log.items.map(item => item.jobId)).size).toBe(2);
    // AWS's clock runs ten minutes a second here: its times are told by the portal's, to be read beside the execution's.
    const begun = Date.parse(execution.startedAt!);
    for (const { at } of log.items) {
      expect(Date.parse(at)).toBeGreaterThan(begun - 5000);
      expect(Date.parse(at)).toBeLessThan(Date.now() + 60_000);
    }
  });

  it('R1.1: a recovery ends in a failover session with its instances, and the execution knows it', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const execution = await fixture.ended(await fixture.run(plan, 'RECOVERY'));
    expect(execution.status).toBe('COMPLETED');
    const { items } = await fixture.client.listSessions();
    expect(items).toHaveLength(1);
    const session = await fixture.client.getSession(items[0].id);
    expect(
      session.instances.map(item => item.recoveryInstanceId).sort(),
    ).toEqual(
      execution.servers.map(server => server.recoveryInstanceId).sort(),
    );
    expect((await fixture.client.getExecution(execution.id)).sessionId).toBe(
      session.id,
    );
    expect(await refusal(fixture.client.deleteRecoveryPlan(plan.id))).toMatch(
      /409 .*failover session "Orders .*" needs it/,
    );
    // The origin was captured once more before the launch.
    const described = portal.aws.simulator.trace
      .entries()
      .filter(
        line =>
          line.operation === 'DescribeInstances' && line.region === 'us-east-1',
      );
    expect(described.length).toBeGreaterThan(1);
  });

  it('leaves no session behind a drill', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    await fixture.ended(await fixture.run(plan));
    expect((await fixture.client.listSessions()).items).toEqual([]);
  });

  it('runs waves that do not depend on each other side by side', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS, dependsOn: [] },
      { instances: WEB, dependsOn: [1, 2] },
    ]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution.status).toBe('COMPLETED');
    const ends = fixture
      .calls('StartRecovery')
      .map(call => Date.parse(call.simTime));
    // The second wave's job began long before one could have ended, the third's after both.
    expect(ends[1] - ends[0]).toBeLessThan(5 * 60_000);
    expect(ends[2] - ends[1]).toBeGreaterThan(5 * 60_000);
  });

  it('predicts from past runs, and says so before and during the next', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS },
    ]);
    const before = await fixture.client.getPreflight(plan.id, 'DRILL');
    expect(before.expectedSeconds).toBeUndefined();
    const first = await fixture.ended(await fixture.run(plan));
    await fixture.client.terminateExecution(first.id);
    await fixture.until(first, item => item.serverCounts.TERMINATED === 4);

    const preflight = await fixture.client.getPreflight(plan.id, 'DRILL');
    expect(preflight.expectedSeconds).toBeGreaterThan(0);
    expect(preflight.waves[0].expectedSeconds).toBeGreaterThan(0);
    const second = await fixture.run(plan);
    expect(second.expectedEndAt).toBeDefined();
    expect(Date.parse(second.waves[1].expectedEndAt!)).toBeGreaterThan(
      Date.parse(second.waves[0].expectedEndAt!),
    );
    await fixture.ended(second);
  });

  it('lists executions by page and filter', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const other = await fixture.plan([{ instances: WEB }], 'Shop front');
    const one = await fixture.run(plan);
    const two = await fixture.run(other);
    const { client } = fixture;
    const all = await client.listExecutions();
    expect(all).toMatchObject({ totalItems: 2 });
    expect(all.items.map(item => item.id)).toEqual([two.id, one.id]);
    const page = await client.listExecutions({ limit: 1 });
    expect(page.items).toHaveLength(1);
    const rest = await client.listExecutions({
      limit: 1,
      cursor: page.nextCursor,
    });
    expect(rest.items[0].id).toBe(one.id);
    expect(rest.nextCursor).toBeUndefined();
    expect((await client.listExecutions({ text: 'shop' })).items[0].id).toBe(
      two.id,
    );
    expect(
      (await client.listExecutions({ planId: plan.id })).items[0],
    ).toMatchObject({ id: one.id, planName: 'Orders' });
    expect(
      (await client.listExecutions({ status: ['CANCELLED'] })).items,
    ).toEqual([]);
    expect(
      await refusal(client.listExecutions({ cursor: 'nonsense' })),
    ).toMatch(/cursor/);
    await fixture.ended(one);
    await fixture.ended(two);
  });

  it('does not delete a plan, nor change a group, while an execution works on them', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const execution = await fixture.run(plan);
    expect(await refusal(fixture.client.deleteRecoveryPlan(plan.id))).toMatch(
      /cannot be deleted: execution/,
    );
    const [groupId] = plan.waves[0].protectionGroupIds;
    expect(
      await refusal(fixture.client.deleteProtectionGroup(groupId)),
    ).toMatch(/active/);
    await fixture.ended(execution);
    await fixture.client.deleteRecoveryPlan(plan.id);
    // What ran stays on record.
    expect((await fixture.client.getExecution(execution.id)).planName).toBe(
      'Orders',
    );
  });
});
