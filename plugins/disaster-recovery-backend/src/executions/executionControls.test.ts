import { type TestPortal, testPortals } from '../__testUtils__';
import { APPLICATIONS, DATABASES, WEB } from './__testUtils__/demoServers';
import { FAST, PlanFixture, refusal } from './__testUtils__/PlanFixture';

jest.setTimeout(120_000);

describe('controls of executions', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let fixture: PlanFixture;

  const jobStarted = (execution: { id: string }) =>
    fixture.until(execution, item => item.jobs.length > 0, 'a job');

  beforeAll(async () => {
    portal = await portals.start(FAST);
  });

  beforeEach(async () => {
    fixture = await PlanFixture.create(portal);
  });

  it('pauses before a wave as the plan says, and goes on when it is resumed', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS, pauseBefore: true },
    ]);
    const execution = await fixture.run(plan);
    const paused = await fixture.until(
      execution,
      item => item.status === 'PAUSED',
    );
    expect(paused.pauseReason).toContain('"Wave 2"');
    expect(paused.serverCounts).toEqual({ LAUNCHED: 2, PENDING: 2 });
    expect(paused.actions.find(item => item.action === 'resume')).toEqual({
      action: 'resume',
      allowed: true,
    });
    expect(fixture.calls('StartRecovery')).toHaveLength(1);

    await fixture.client.resumeExecution(execution.id);
    expect(await fixture.ended(execution)).toMatchObject({
      status: 'COMPLETED',
      pauseRequested: false,
    });
    expect(await refusal(fixture.client.resumeExecution(execution.id))).toMatch(
      /409 .*has ended/,
    );
  });

  it('asks AWS nothing while it is paused', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES, pauseBefore: true },
    ]);
    const execution = await fixture.run(plan);
    await fixture.until(execution, item => item.status === 'PAUSED');
    const of = (operation: string) => fixture.calls(operation).length;
    const before = of('DescribeJobs') + of('DescribeRecoveryInstances');
    // Some polling intervals pass on the portal's clock.
    const since = Date.now();
    await portal.until(async () => Date.now() - since > 1_000);
    expect(of('DescribeJobs') + of('DescribeRecoveryInstances')).toBe(before);
  });

  it('pauses at once: what DRS has begun is finished, and nothing new begins', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS },
    ]);
    const execution = await fixture.run(plan);
    await jobStarted(execution);
    const asked = await fixture.client.pauseExecution(execution.id);
    expect(asked).toMatchObject({ status: 'RUNNING', pauseRequested: true });
    expect(await refusal(fixture.client.pauseExecution(execution.id))).toMatch(
      /409 .*already/,
    );
    const paused = await fixture.until(
      execution,
      item => item.status === 'PAUSED',
    );
    expect(paused.serverCounts).toEqual({ LAUNCHED: 2, PENDING: 2 });
    expect(fixture.calls('StartRecovery')).toHaveLength(1);
    await fixture.client.resumeExecution(execution.id);
    expect((await fixture.ended(execution)).status).toBe('COMPLETED');
  });

  it('cancels: running jobs drain, their instances are tracked, and the rest never starts', async () => {
    const plan = await fixture.plan([
      { instances: DATABASES },
      { instances: APPLICATIONS },
    ]);
    const execution = await fixture.run(plan, 'RECOVERY');
    await jobStarted(execution);
    expect(await fixture.client.cancelExecution(execution.id)).toMatchObject({
      status: 'CANCELLING',
    });
    const canceled = await fixture.ended(execution);
    expect(canceled).toMatchObject({
      status: 'CANCELLED',
      serverCounts: { LAUNCHED: 2, CANCELLED: 2 },
    });
    expect(fixture.calls('StartRecovery')).toHaveLength(1);
    const [session] = (await fixture.client.listSessions()).items;
    expect(
      (await fixture.client.getSession(session.id)).instances,
    ).toHaveLength(2);
    // What was left out can be run later, without touching what runs.
    await fixture.client.retryExecution(execution.id);
    expect(await fixture.ended(execution)).toMatchObject({
      status: 'COMPLETED',
      serverCounts: { LAUNCHED: 4 },
    });
    expect(fixture.calls('StartRecovery')).toHaveLength(2);
  });

  it('cancels what is paused', async () => {
    const plan = await fixture.plan([{ instances: WEB, pauseBefore: true }]);
    const execution = await fixture.run(plan);
    await fixture.until(execution, item => item.status === 'PAUSED');
    await fixture.client.cancelExecution(execution.id);
    expect(await fixture.ended(execution)).toMatchObject({
      status: 'CANCELLED',
      serverCounts: { CANCELLED: 2 },
    });
    expect(fixture.calls('StartRecovery')).toEqual([]);
  });

  it('terminates the instances of a drill, through DRS, and nothing else', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const other = await fixture.plan([{ instances: WEB }], 'Other');
    const execution = await fixture.ended(await fixture.run(plan));
    const kept = await fixture.ended(await fixture.run(other));
    await fixture.client.terminateExecution(execution.id);
    const done = await fixture.until(
      execution,
      item => item.serverCounts.TERMINATED === 2,
    );
    expect(done.status).toBe('COMPLETED');
    const [call, ...more] = fixture.calls('TerminateRecoveryInstances');
    expect([...call.request.recoveryInstanceIDs].sort()).toEqual(
      execution.servers.map(server => server.recoveryInstanceId).sort(),
    );
    expect(more).toEqual([]);
    const alive = await portal.dependencies.aws
      .in(kept)
      .drs.listRecoveryInstances({
        sourceServerIds: kept.servers.map(server => server.sourceServerId),
      });
    expect(alive.map(item => item.ec2State)).toEqual(['RUNNING', 'RUNNING']);
    expect(
      await refusal(fixture.client.terminateExecution(execution.id)),
    ).toMatch(/409 .*no launched instances/);
  });

  it('asks DRS once to terminate, though its answer was lost, and leaves no call in doubt', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const execution = await fixture.ended(await fixture.run(plan));
    portal.aws.simulator.faults.add({
      kind: 'lostResponse',
      match: { operation: 'TerminateRecoveryInstances' },
      count: 1,
    });
    await fixture.client.terminateExecution(execution.id);
    await fixture.until(execution, item => item.serverCounts.TERMINATED === 2);
    expect(fixture.calls('TerminateRecoveryInstances')).toHaveLength(1);
    await portal.until(async () => {
      const open = await portal
        .database('intents')
        .where({ thing_id: execution.id, status: 'OPEN' });
      return open.length === 0;
    });
  });

  it('does not terminate what a failover session holds', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const execution = await fixture.ended(await fixture.run(plan, 'RECOVERY'));
    expect(
      await refusal(fixture.client.terminateExecution(execution.id)),
    ).toMatch(/^409 .*failover session/i);
    expect(fixture.calls('TerminateRecoveryInstances')).toEqual([]);
  });

  it('says why instances could not be terminated, and lets that be tried again', async () => {
    const plan = await fixture.plan([{ instances: DATABASES }]);
    const execution = await fixture.ended(await fixture.run(plan));
    portal.aws.simulator.faults.add({
      kind: 'error',
      match: { operation: 'TerminateRecoveryInstances' },
      code: 'AccessDeniedException',
      status: 403,
      message: 'not authorized to perform ec2:TerminateInstances',
    });
    await fixture.client.terminateExecution(execution.id);
    const refused = await fixture.until(
      execution,
      item =>
        item.servers.every(server =>
          server.reason?.includes('ec2:TerminateInstances'),
        ) &&
        item.actions.some(
          ({ action, allowed }) => action === 'terminate' && allowed,
        ),
    );
    expect(refused.serverCounts).toEqual({ LAUNCHED: 2 });
    portal.aws.simulator.faults.clear();
    await fixture.client.terminateExecution(execution.id);
    await fixture.until(execution, item => item.serverCounts.TERMINATED === 2);
  });

  it('asks for a permission of its own for each', async () => {
    portal.deny([
      'disaster-recovery.recovery-plan.run-recovery',
      'disaster-recovery.execution.cancel',
      'disaster-recovery.execution.retry',
    ]);
    const plan = await fixture.plan([
      { instances: DATABASES, pauseBefore: true },
    ]);
    expect(await refusal(fixture.run(plan, 'RECOVERY'))).toMatch(/^403/);
    const drill = await fixture.run(plan, 'DRILL');
    const { client } = fixture;
    expect(await refusal(client.cancelExecution(drill.id))).toMatch(/^403/);
    expect(await refusal(client.retryExecution(drill.id))).toMatch(/^403/);
    portal.deny([]);
    await fixture.until(drill, item => item.status === 'PAUSED');
    await client.resumeExecution(drill.id);
    expect((await fixture.ended(drill)).status).toBe('COMPLETED');
  });
});
