import type {
  Execution,
  WaveAction,
} from '@internal/plugin-disaster-recovery-common';
import { type TestPortal, testPortals } from '../__testUtils__';
import { APPLICATIONS, DATABASES } from './__testUtils__/demoServers';
import { FAST, PlanFixture, refusal } from './__testUtils__/PlanFixture';

jest.setTimeout(120_000);

const SWITCH_DNS: WaveAction = {
  name: 'Switch DNS',
  kind: 'AUTOMATION',
  documentName: 'Orders-SwitchDns',
  parameters: { Site: ['recovery'] },
  timeoutSeconds: 3600,
  onFailure: 'stop',
};
const WARM_CACHES: WaveAction = {
  name: 'Warm caches',
  kind: 'COMMAND',
  documentName: 'Orders-WarmCaches',
  parameters: { Cache: ['catalog'] },
  targets: { kind: 'waveInstances' },
  timeoutSeconds: 3600,
  onFailure: 'stop',
};

describe('pre- and post-wave actions', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let fixture: PlanFixture;

  const faults = () => portal.aws.simulator.faults;
  const runs = (execution: Execution) =>
    execution.actionRuns.map(
      ({ waveNumber, phase, name, status }) =>
        `${waveNumber} ${phase} ${name} ${status}`,
    );
  const order = () =>
    portal.aws.simulator.trace
      .entries()
      .filter(
        line =>
          !line.error &&
          ['StartRecovery', 'StartAutomationExecution', 'SendCommand'].includes(
            line.operation,
          ),
      )
      .map(line => line.operation);

  beforeAll(async () => {
    portal = await portals.start(FAST);
  });

  beforeEach(async () => {
    fixture = await PlanFixture.create(portal);
  });

  it('R4.4: run around their wave, in order, with their parameters, and what they said is kept', async () => {
    const plan = await fixture.plan([
      {
        instances: DATABASES,
        preActions: [SWITCH_DNS],
        postActions: [WARM_CACHES, { ...SWITCH_DNS, name: 'Switch back' }],
      },
    ]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution.status).toBe('COMPLETED');
    expect(runs(execution)).toEqual([
      '1 POST Warm caches SUCCEEDED',
      '1 POST Switch back SUCCEEDED',
      '1 PRE Switch DNS SUCCEEDED',
    ]);
    expect(order()).toEqual([
      'StartAutomationExecution',
      'StartRecovery',
      'SendCommand',
      'StartAutomationExecution',
    ]);
    const [automation] = fixture.calls('StartAutomationExecution');
    expect(automation.request).toMatchObject({
      DocumentName: 'Orders-SwitchDns',
      Parameters: { Site: ['recovery'] },
    });
    const [command] = fixture.calls('SendCommand');
    expect(command.request.Parameters).toEqual({ Cache: ['catalog'] });
    expect([...command.request.InstanceIds].sort()).toEqual(
      execution.servers.map(server => server.recoveryInstanceId).sort(),
    );
    const warm = execution.actionRuns.find(item => item.name === 'Warm caches');
    expect(warm?.ssmId).toBe(command.response.Command.CommandId);
    expect(warm?.output).toContain('warmCaches');
  });

  it('keep their wave from starting when one before it fails, and let a retry run it again', async () => {
    faults().add({
      kind: 'automationFails',
      count: 1,
      message: 'The zone is locked',
    });
    const plan = await fixture.plan([
      { instances: DATABASES, preActions: [SWITCH_DNS] },
      { instances: APPLICATIONS },
    ]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution).toMatchObject({
      status: 'FAILED',
      serverCounts: { SKIPPED: 4 },
    });
    expect(execution.waves[0].reason).toBe('Action "Switch DNS" failed');
    expect(execution.actionRuns[0]).toMatchObject({
      status: 'FAILED',
      error: { message: expect.stringContaining('The zone is locked') },
    });
    expect(fixture.calls('StartRecovery')).toEqual([]);

    await fixture.client.retryExecution(execution.id);
    const retried = await fixture.ended(execution);
    expect(retried.status).toBe('COMPLETED');
    expect(runs(retried)).toEqual([
      '1 PRE Switch DNS FAILED',
      '1 PRE Switch DNS SUCCEEDED',
    ]);
  });

  it('are passed over after a failure where the plan says so, and the execution is not called completed', async () => {
    faults().add({ kind: 'commandFails', message: 'cache is cold' });
    const plan = await fixture.plan([
      {
        instances: DATABASES,
        postActions: [{ ...WARM_CACHES, onFailure: 'continue' }, SWITCH_DNS],
      },
      { instances: APPLICATIONS },
    ]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution).toMatchObject({
      status: 'PARTIAL',
      serverCounts: { LAUNCHED: 4 },
    });
    expect(execution.waves.map(wave => wave.status)).toEqual([
      'COMPLETED',
      'COMPLETED',
    ]);
    expect(execution.actionRuns[0].error).toMatchObject({
      message: expect.stringContaining('failed on 2 of 2 instances'),
      output: { stderr: expect.stringContaining('cache is cold') },
    });
    expect(execution.actionRuns[1].status).toBe('SUCCEEDED');
  });

  it('run again only on what a retry launches', async () => {
    faults().add({
      kind: 'launchFails',
      match: { resourceId: fixture.serverOf(DATABASES[0]) },
      count: 1,
    });
    const plan = await fixture.plan([
      {
        instances: DATABASES,
        failurePolicy: 'continue',
        postActions: [WARM_CACHES],
      },
    ]);
    const first = await fixture.ended(await fixture.run(plan));
    await fixture.client.retryExecution(first.id);
    const second = await fixture.ended(first);
    expect(second.status).toBe('COMPLETED');
    const targets = fixture
      .calls('SendCommand')
      .map(call => call.request.InstanceIds);
    expect(targets).toHaveLength(2);
    expect(targets[0]).toHaveLength(1);
    expect(targets[1]).toEqual([
      second.servers.find(server => server.attempt === 2)?.recoveryInstanceId,
    ]);
  });

  it('end when their time is over, although SSM will not say how they are', async () => {
    faults().add({ kind: 'commandHangs' });
    const plan = await fixture.plan([
      { instances: DATABASES, postActions: [WARM_CACHES] },
    ]);
    const execution = await fixture.run(plan);
    await fixture.until(execution, item =>
      item.actionRuns.some(action => action.ssmId !== undefined),
    );
    faults().add({
      kind: 'error',
      match: { operation: 'ListCommandInvocations' },
      code: 'AccessDeniedException',
      status: 400,
      message: 'not authorized to list invocations',
    });
    await fixture.until(execution, item => item.lastError !== undefined);
    // Its hour passes.
    await portal
      .database('execution_actions')
      .update({ started_at: new Date(Date.now() - 3_700_000) });
    const ended = await fixture.ended(execution);
    expect(ended).toMatchObject({
      status: 'PARTIAL',
      serverCounts: { LAUNCHED: 2 },
    });
    expect(ended.waves[0]).toMatchObject({
      status: 'PARTIAL',
      reason: 'Action "Warm caches" failed',
    });
    expect(ended.actionRuns[0]).toMatchObject({
      status: 'TIMED_OUT',
      error: { message: expect.stringContaining('3600 seconds') },
    });
    expect(fixture.calls('CancelCommand')).toHaveLength(1);
  });

  it('wait for launched instances to register with SSM, and say which ones never did', async () => {
    faults().add({ kind: 'notManaged' });
    const plan = await fixture.plan([
      { instances: DATABASES, postActions: [WARM_CACHES] },
    ]);
    const execution = await fixture.run(plan);
    await fixture.until(execution, item =>
      item.actionRuns.some(action => action.status === 'RUNNING'),
    );
    await portal
      .database('execution_actions')
      .update({ started_at: new Date(Date.now() - 3_700_000) });
    const ended = await fixture.ended(execution);
    expect(ended.actionRuns[0].error?.message).toMatch(
      /SSM does not manage i-.*, i-/,
    );
    expect(fixture.calls('SendCommand')).toEqual([]);
  });

  it('are sent once when the answer to SendCommand is lost', async () => {
    faults().add({
      kind: 'lostResponse',
      match: { operation: 'SendCommand' },
      count: 1,
    });
    const plan = await fixture.plan([
      { instances: DATABASES, postActions: [WARM_CACHES] },
    ]);
    const execution = await fixture.ended(await fixture.run(plan));
    expect(execution.status).toBe('COMPLETED');
    const sent = portal.aws.simulator.trace
      .entries()
      .filter(line => line.operation === 'SendCommand' && line.changed);
    expect(sent).toHaveLength(1);
  });

  it('are stopped when their execution is canceled', async () => {
    faults().add({ kind: 'commandHangs' });
    const plan = await fixture.plan([
      { instances: DATABASES, postActions: [WARM_CACHES] },
      { instances: APPLICATIONS },
    ]);
    const execution = await fixture.run(plan);
    await fixture.until(execution, item =>
      item.actionRuns.some(action => action.ssmId !== undefined),
    );
    await fixture.client.cancelExecution(execution.id);
    const ended = await fixture.ended(execution);
    expect(ended).toMatchObject({
      status: 'CANCELLED',
      serverCounts: { LAUNCHED: 2, CANCELLED: 2 },
    });
    expect(ended.actionRuns[0].status).toBe('CANCELLED');
    expect(fixture.calls('CancelCommand').length).toBeGreaterThan(0);
  });

  it('are refused before the run when their document does not exist where they run', async () => {
    const plan = await fixture.plan([
      {
        instances: DATABASES,
        preActions: [{ ...SWITCH_DNS, documentName: 'Orders-Missing' }],
      },
    ]);
    expect(await refusal(fixture.run(plan))).toMatch(
      /409 .*Orders-Missing, which does not exist in us-west-2/,
    );
  });

  it('keep their parameters out of the record of intended calls', async () => {
    const plan = await fixture.plan([
      {
        instances: DATABASES,
        postActions: [{ ...WARM_CACHES, parameters: { Cache: ['sessions'] } }],
      },
    ]);
    await fixture.ended(await fixture.run(plan));
    const intents = await portal.database('intents').select('target');
    expect(intents.length).toBeGreaterThan(0);
    expect(JSON.stringify(intents)).not.toContain('sessions');
  });
});
