import { type TestPortal, testPortals } from '../__testUtils__';
import { APPLICATIONS, DATABASES, WEB } from './__testUtils__/demoServers';
import {
  FAST,
  PlanFixture,
  RECOVERY,
  refusal,
} from './__testUtils__/PlanFixture';

jest.setTimeout(120_000);

/** So slow that a DRS job takes longer than what a test does meanwhile. */
const SLOW = 30;

describe('what stands against a run', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let fixture: PlanFixture;

  const faults = () => portal.aws.simulator.faults;
  const drs = () => portal.dependencies.aws.in(RECOVERY).drs;
  const blocking = async (planId: string) =>
    (await fixture.client.getPreflight(planId, 'RECOVERY')).findings
      .filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);

  beforeAll(async () => {
    portal = await portals.start(FAST);
  });

  beforeEach(async () => {
    fixture = await PlanFixture.create(portal);
    portal.aws.simulator.setSpeed(1800);
  });

  it('says before a run what it would do, server by server', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS },
    ]);
    const preflight = await fixture.client.getPreflight(plan.id, 'RECOVERY');
    expect(preflight).toMatchObject({ blocked: false, destroys: [] });
    expect(preflight.waves).toHaveLength(2);
    expect(preflight.waves[0]).toMatchObject({
      serverCount: 2,
      jobCount: 1,
      servers: [
        { dataReplicationState: 'CONTINUOUS' },
        { dataReplicationState: 'CONTINUOUS' },
      ],
    });
  });

  it('refuses a run while another execution has a server of it, by name', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const first = await fixture.run(plan);
    expect(await refusal(fixture.run(plan))).toMatch(
      new RegExp(`409 .*execution of "Orders" \\(${first.id}\\)`),
    );
    expect(await blocking(plan.id)).toEqual(['ACTIVE_EXECUTION']);
    await fixture.ended(first);
  });

  it('lets one of two runs begin that are asked for at the same moment', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const runs = await Promise.allSettled([
      fixture.run(plan),
      fixture.run(plan),
    ]);
    expect(runs.map(run => run.status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const { items } = await fixture.client.listExecutions();
    expect(items).toHaveLength(1);
    await fixture.ended(items[0]);
    expect(fixture.calls('StartRecovery')).toHaveLength(1);
  });

  it('refuses a run while a DRS job that was started elsewhere works on a server of it', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    portal.aws.simulator.setSpeed(SLOW);
    const job = await drs().startRecovery({
      sourceServerIds: [fixture.serverOf(DATABASES[0])],
      isDrill: true,
    });
    // DRS is eventually consistent: it shows a job some seconds after it took it.
    await portal.until(async () => (await drs().listJobs({})).length > 0);
    expect(await refusal(fixture.run(plan))).toMatch(
      new RegExp(`409 .*DRS job ${job.id}`),
    );
    expect(await blocking(plan.id)).toContain('LIVE_JOB');
  });

  it('waits for a server that someone takes into a job after the run began, and launches the others', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS, pauseBefore: true },
    ]);
    const execution = await fixture.run(plan);
    await fixture.until(execution, item => item.status === 'PAUSED');
    const { simulator } = portal.aws;
    simulator.setSpeed(SLOW);
    await drs().startRecovery({
      sourceServerIds: [fixture.serverOf(APPLICATIONS[0])],
      isDrill: true,
    });
    await fixture.client.resumeExecution(execution.id);
    await fixture.until(execution, item =>
      item.servers.some(
        server =>
          server.status === 'WAITING' &&
          server.reason?.includes('one job at a time'),
      ),
    );
    simulator.setSpeed(1800);
    const ended = await fixture.ended(execution);
    // The instance that the other job made is nobody's to destroy: that server is named instead.
    expect(ended.serverCounts).toEqual({ LAUNCHED: 3, FAILED: 1 });
    expect(
      ended.servers.find(server => server.status === 'FAILED'),
    ).toMatchObject({
      sourceServerId: fixture.serverOf(APPLICATIONS[0]),
      error: { code: 'WOULD_DESTROY_INSTANCE' },
    });
  });

  it('names the instances that a run destroys, and runs only when they are accepted', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const drill = await fixture.ended(await fixture.run(plan));
    const ids = drill.servers.map(server => server.recoveryInstanceId!);
    const preflight = await fixture.client.getPreflight(plan.id, 'RECOVERY');
    expect(preflight.blocked).toBe(false);
    expect(
      preflight.destroys.map(item => item.recoveryInstanceId).sort(),
    ).toEqual([...ids].sort());
    const refused = await refusal(fixture.run(plan, 'RECOVERY'));
    expect(refused).toMatch(/^409/);
    ids.forEach(id => expect(refused).toContain(id));
    expect(
      await refusal(
        fixture.client.runRecoveryPlan(plan.id, {
          executionType: 'RECOVERY',
          acceptDestroyed: [ids[0]],
        }),
      ),
    ).toContain(ids[1]);
    const execution = await fixture.client.runRecoveryPlan(plan.id, {
      executionType: 'RECOVERY',
      acceptDestroyed: ids,
    });
    expect((await fixture.ended(execution)).status).toBe('COMPLETED');
  });

  it('refuses to destroy an instance of a failover session, whatever is accepted, for a drill too', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const failover = await fixture.ended(await fixture.run(plan, 'RECOVERY'));
    const acceptDestroyed = failover.servers.map(
      server => server.recoveryInstanceId!,
    );
    for (const executionType of ['DRILL', 'RECOVERY'] as const) {
      expect(
        await refusal(
          fixture.client.runRecoveryPlan(plan.id, {
            executionType,
            acceptDestroyed,
          }),
        ),
      ).toMatch(/409 .*failover session "Orders/);
    }
    const preflight = await fixture.client.getPreflight(plan.id, 'DRILL');
    expect(preflight.blocked).toBe(true);
    expect(preflight.destroys[0].sessionId).toBeDefined();
    expect(fixture.calls('StartRecovery')).toHaveLength(1);
  });

  it('refuses a run in a region where DRS is not initialized', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    faults().add({
      kind: 'regionUninitialized',
      match: { region: 'us-west-2' },
    });
    expect(await blocking(plan.id)).toEqual(['REGION_NOT_INITIALIZED']);
    expect(await refusal(fixture.run(plan))).toMatch(/409 .*not initialized/);
  });

  it('begins nothing when AWS cannot answer what stands against it', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    faults().add({
      kind: 'error',
      match: { operation: 'DescribeRecoveryInstances' },
      code: 'AccessDeniedException',
      status: 403,
      message: 'not authorized',
    });
    expect(await blocking(plan.id)).toEqual(['AWS_UNREACHABLE']);
    expect(await refusal(fixture.run(plan))).toMatch(/^5\d\d/);
    expect((await fixture.client.listExecutions()).totalItems).toBe(0);
  });

  it('names servers that cannot be launched, and launches the others where the wave goes on after failures', async () => {
    const target = fixture.serverOf(WEB[0]);
    await drs().disconnectSourceServer(target);
    const strict = await fixture.plan([{ instances: WEB }]);
    const refused = await refusal(fixture.run(strict));
    expect(refused).toMatch(/409 .*cannot be launched/);
    await fixture.client.deleteRecoveryPlan(strict.id);

    const lenient = await fixture.client.createRecoveryPlan({
      name: 'Lenient',
      waves: [{ ...strict.waves[0], failurePolicy: 'continue' }],
    });
    const execution = await fixture.ended(await fixture.run(lenient));
    expect(execution.serverCounts).toEqual({ LAUNCHED: 1, FAILED: 1 });
    expect(
      execution.servers.find(server => server.sourceServerId === target),
    ).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('disconnected'),
    });
  });

  it('waits within the quotas instead of failing, counting jobs that were started elsewhere', async () => {
    const small = await portals.start({
      ...FAST,
      config: {
        ...FAST.config,
        quotas: { serversPerJob: 1, concurrentJobs: 2 },
      },
      sharedSimulator: portal.aws,
    });
    const crowded = await PlanFixture.create(small);
    await drs().startRecovery({
      sourceServerIds: [crowded.serverOf(WEB[0])],
      isDrill: true,
    });
    const plan = await crowded.plan([
      { instances: [...DATABASES, ...APPLICATIONS] },
    ]);
    const preflight = await crowded.client.getPreflight(plan.id, 'DRILL');
    expect(preflight.blocked).toBe(false);
    expect(preflight.findings.map(({ code }) => code)).toContain('QUOTA_WAIT');
    const execution = await crowded.run(plan);
    const waiting = await crowded.until(
      execution,
      item => item.serverCounts.WAITING > 0,
    );
    expect(
      waiting.servers.find(server => server.status === 'WAITING')?.reason,
    ).toContain('2 jobs at a time');
    const ended = await crowded.ended(execution);
    expect(ended.serverCounts).toEqual({ LAUNCHED: 4 });
    expect(ended.jobs).toHaveLength(4);
  });
});
