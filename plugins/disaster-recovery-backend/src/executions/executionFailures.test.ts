import { type TestPortal, testPortals } from '../__testUtils__';
import { APPLICATIONS, DATABASES, WEB } from './__testUtils__/demoServers';
import { FAST, PlanFixture } from './__testUtils__/PlanFixture';

jest.setTimeout(120_000);

describe('executions that AWS fails', () => {
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

  it('does not take a completed job for a launched wave: nothing is launched after it, and no session is made', async () => {
    launchFails(DATABASES[0], 'InsufficientInstanceCapacity: none left');
    launchFails(DATABASES[1]);
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS },
    ]);
    const execution = await fixture.ended(await fixture.run(plan, 'RECOVERY'));
    expect(execution).toMatchObject({
      status: 'FAILED',
      serverCounts: { FAILED: 2, SKIPPED: 2 },
    });
    expect(execution.waves.map(wave => wave.status)).toEqual([
      'FAILED',
      'SKIPPED',
    ]);
    expect(fixture.calls('StartRecovery')).toHaveLength(1);
    expect((await fixture.client.listSessions()).items).toEqual([]);
    expect(execution.lastError?.message).toContain('2 of 4 servers failed');
  });

  it('tells the truth about partial failure: a verdict and a reason for every server', async () => {
    launchFails(DATABASES[0], 'InsufficientInstanceCapacity: none left');
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS },
    ]);
    const execution = await fixture.ended(await fixture.run(plan, 'RECOVERY'));
    expect(execution.status).toBe('PARTIAL');
    expect(execution.waves[0]).toMatchObject({
      status: 'PARTIAL',
      reason: '1 of 2 servers failed',
    });
    const verdicts = new Map(
      execution.servers.map(server => [server.sourceServerId, server]),
    );
    expect(verdicts.get(fixture.serverOf(DATABASES[0]))).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('InsufficientInstanceCapacity'),
      error: { remedy: expect.stringContaining('retry') },
    });
    expect(verdicts.get(fixture.serverOf(DATABASES[1]))).toMatchObject({
      status: 'LAUNCHED',
      recoveryInstanceId: expect.stringMatching(/^i-/),
    });
    expect(verdicts.get(fixture.serverOf(APPLICATIONS[0]))).toMatchObject({
      status: 'SKIPPED',
      reason: expect.stringContaining('"Wave 1" failed'),
    });
    // What was launched is tracked all the same.
    const [session] = (await fixture.client.listSessions()).items;
    expect(
      (await fixture.client.getSession(session.id)).instances,
    ).toHaveLength(1);
  });

  it('goes on past a failed wave under the policy continue, with all but its dependants', async () => {
    launchFails(DATABASES[0]);
    const plan = await fixture.plan([
      { instances: DATABASES, failurePolicy: 'continue' },
      { instances: APPLICATIONS },
      { instances: WEB, dependsOn: [] },
    ]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution.waves.map(wave => wave.status)).toEqual([
      'PARTIAL',
      'SKIPPED',
      'COMPLETED',
    ]);
    expect(execution.waves[1].reason).toContain('"Wave 1"');
  });

  it('finds instances that the completed job does not name', async () => {
    faults().add({ kind: 'missingRecoveryInstanceId' });
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution.serverCounts).toEqual({ LAUNCHED: 2 });
    expect(execution.servers.every(server => server.recoveryInstanceId)).toBe(
      true,
    );
  });

  it('starts no second job when the answer to StartRecovery is lost', async () => {
    faults().add({
      kind: 'lostResponse',
      match: { operation: 'StartRecovery' },
      count: 1,
    });
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution.status).toBe('COMPLETED');
    expect(execution.jobs).toHaveLength(1);
    const jobs = await portal.dependencies.aws.in(execution).drs.listJobs({});
    expect(jobs).toHaveLength(1);
    expect(jobs[0].tags['disaster-recovery-portal:intent']).toBeDefined();
  });

  it('goes on when DescribeJobs is refused: the job runs on, and is followed again', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const started = await fixture.run(plan);
    await fixture.until(started, item => item.jobs.length === 1);
    faults().add({
      kind: 'error',
      match: { operation: 'DescribeJobs' },
      code: 'AccessDeniedException',
      status: 403,
      message: 'not authorized to perform drs:DescribeJobs',
    });
    const troubled = await fixture.until(
      started,
      item => item.lastError !== undefined,
    );
    expect(troubled).toMatchObject({
      status: 'RUNNING',
      lastError: { operation: 'DescribeJobs', code: 'AccessDeniedException' },
    });
    faults().clear();
    const execution = await fixture.ended(started);
    expect(execution.status).toBe('COMPLETED');
    expect(execution.lastError).toBeUndefined();
    expect(fixture.calls('StartRecovery')).toHaveLength(1);
  });

  it('launches the companions of a server that DRS will not launch, and names that one', async () => {
    faults().add({
      kind: 'error',
      match: {
        operation: 'StartRecovery',
        resourceId: fixture.serverOf(APPLICATIONS[0]),
      },
      code: 'ConflictException',
      status: 409,
      message: 'The target instance needs to be in a stopped state',
    });
    const plan = await fixture.plan([
      { instances: [...DATABASES, ...APPLICATIONS], failurePolicy: 'continue' },
    ]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution.serverCounts).toEqual({ LAUNCHED: 3, FAILED: 1 });
    expect(
      execution.servers.find(server => server.status === 'FAILED'),
    ).toMatchObject({
      sourceServerId: fixture.serverOf(APPLICATIONS[0]),
      reason: expect.stringContaining('stopped state'),
      error: { code: 'ConflictException' },
    });
  });
});
