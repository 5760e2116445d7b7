import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';
import {
  APPLICATION,
  DATABASE,
  FailoverFixture,
  WINDOWS_WEB,
} from '../failover-sessions/__testUtils__/FailoverFixture';
import { type TestPortal, testPortals } from '../__testUtils__';
import { askedOf } from './__testUtils__/askedOf';
import { idOf } from './__testUtils__/idOf';

jest.setTimeout(180_000);

const INSTALL = 'AWSDisasterRecovery-InstallDRAgentOnInstance';
const STEPS = [
  'CHECK_SSM',
  'UNINSTALL_AGENT',
  'REBOOT',
  'WAIT_FOR_SSM',
  'INSTALL_AGENT',
  'VERIFY_SOURCE_SERVER',
];

describe('install-agents', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let client: DisasterRecoveryApi;
  let fixture: FailoverFixture;

  beforeAll(async () => {
    portal = await portals.start({
      simulator: { speed: 1200 },
      config: { polling: { interval: { milliseconds: 250 } } },
    });
    client = portal.client;
  });

  beforeEach(async () => {
    fixture = await FailoverFixture.create(portal);
  });

  it('R2.1, R2.2, R2.3, R2.4, R2.5, R2.6, R2.7, R2.9, R11.3, R11.4: uninstalls, reboots and installs on Linux and Windows, and finds the new source servers', async () => {
    const session = await fixture.session([DATABASE, WINDOWS_WEB]);
    const accepted = await client.installAgents(session.id);
    expect(accepted).toMatchObject({
      kind: 'install-agents',
      status: 'RUNNING',
      attempt: 1,
    });
    const during = await client.getAgentStatus(session.id);
    expect(during).toMatchObject({
      status: 'INSTALLING_AGENTS',
      operation: { id: accepted.id },
      counts: { IN_PROGRESS: 2 },
    });
    expect(
      (await client.getSession(session.id)).currentOperation,
    ).toMatchObject({ id: accepted.id });

    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { done: 2, failed: 0, total: 2 },
    });
    const after = await client.getSession(session.id);
    expect(after).toMatchObject({
      status: 'AGENTS_INSTALLED',
      route: 'reinstall',
    });
    expect(after.lastError).toBeUndefined();

    const { items } = await client.listSourceServers({
      accountId: session.sourceAccountId,
      region: session.sourceRegion,
    });
    const status = await client.getAgentStatus(session.id);
    expect(status.counts).toEqual({ SUCCEEDED: 2 });
    for (const { recoveryInstanceId, agent } of status.instances) {
      const server = items.find(
        ({ originInstanceId }) => originInstanceId === recoveryInstanceId,
      );
      expect(server).toBeDefined();
      expect(agent).toMatchObject({
        status: 'SUCCEEDED',
        reversedSourceServerId: server!.sourceServerId,
        ssmStatus: 'Success',
        ssmCommandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(agent.steps.map(({ name, status: s }) => [name, s])).toEqual(
        STEPS.map(name => [name, 'SUCCEEDED']),
      );
    }

    const windows = idOf(session, WINDOWS_WEB);
    const linux = idOf(session, DATABASE);
    for (const [id, script] of [
      [linux, 'AWS-RunShellScript'],
      [windows, 'AWS-RunPowerShellScript'],
    ]) {
      const asked = askedOf(portal, id);
      expect(asked[0]).toBe(script);
      expect(asked.filter(what => what === 'RebootInstances')).toHaveLength(1);
      expect(asked.filter(what => what === INSTALL)).toHaveLength(1);
      expect(asked.at(-1)).toBe(INSTALL);
      expect(asked.indexOf('RebootInstances')).toBeGreaterThan(0);
      expect(asked[asked.indexOf('RebootInstances') + 1]).toBe(script);
    }
    const installs = fixture.plans
      .calls('SendCommand')
      .filter(({ request }) => request.DocumentName === INSTALL);
    expect(
      installs.flatMap(({ request }) => request.InstanceIds).sort(),
    ).toEqual([linux, windows].sort());
    for (const { request } of installs) {
      expect(request.Parameters).toEqual({ Region: ['us-east-1'] });
    }
  });

  it('asks SSM once for what several instances need at the same time', async () => {
    const session = await fixture.session([DATABASE, APPLICATION]);
    const ids = session.instances.map(one => one.recoveryInstanceId).sort();
    await client.installAgents(session.id);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
    });
    const [first] = fixture.plans.calls('SendCommand');
    expect([...first.request.InstanceIds].sort()).toEqual(ids);
    const asked = fixture.plans
      .calls('ListCommandInvocations')
      .filter(
        ({ request }) => request.CommandId === first.response.Command.CommandId,
      );
    // It is asked for until the later of both has ended, for both at a time.
    const { items } = await client.listOperations(session.id);
    const uninstalls = items[0].steps.filter(
      ({ name }) => name === 'UNINSTALL_AGENT',
    );
    expect(uninstalls.map(({ ssmCommandId }) => ssmCommandId)).toEqual(
      Array(2).fill(first.response.Command.CommandId),
    );
    expect(asked.length).toBeGreaterThan(0);
    // What it printed is in there, and not asked for one by one.
    expect(fixture.plans.calls('GetCommandInvocation')).toEqual([]);
  });

  it('sends a command once although the answer to it was lost', async () => {
    const session = await fixture.session([DATABASE]);
    const id = idOf(session, DATABASE);
    portal.aws.simulator.faults.add({
      kind: 'lostResponse',
      match: { operation: 'SendCommand' },
      count: 1,
    });
    portal.aws.simulator.faults.add({
      kind: 'lostResponse',
      match: { operation: 'RebootInstances' },
      count: 1,
    });
    await client.installAgents(session.id);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
    });
    const asked = askedOf(portal, id);
    expect(asked.slice(0, 2)).toEqual([
      'AWS-RunShellScript',
      'RebootInstances',
    ]);
    expect(asked.filter(what => what === 'RebootInstances')).toHaveLength(1);
    expect(asked.filter(what => what === INSTALL)).toHaveLength(1);
  });

  it('sends a command to each of several instances once although the answer to it was lost', async () => {
    const session = await fixture.session([DATABASE, APPLICATION]);
    portal.aws.simulator.faults.add({
      kind: 'lostResponse',
      match: { operation: 'SendCommand' },
      count: 1,
    });
    await client.installAgents(session.id);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
    });
    for (const { recoveryInstanceId } of session.instances) {
      const asked = askedOf(portal, recoveryInstanceId);
      expect(asked[1]).toBe('RebootInstances');
      expect(asked.filter(what => what === INSTALL)).toHaveLength(1);
    }
  });

  it('R11.3: needs its permission, and an instance of the session', async () => {
    const session = await fixture.session([DATABASE]);
    await expect(
      client.installAgents(session.id, {
        instanceIds: ['i-0123456789abcdef0'],
      }),
    ).rejects.toMatchObject({
      statusCode: 400,
      body: {
        error: {
          message: expect.stringContaining('no instance i-0123456789abcdef0'),
        },
      },
    });
    portal.deny(['disaster-recovery.failover-session.install-agents']);
    await expect(client.installAgents(session.id)).rejects.toMatchObject({
      statusCode: 403,
      body: {
        error: {
          message: expect.stringContaining(
            'disaster-recovery.failover-session.install-agents',
          ),
        },
      },
    });
    expect((await client.getSession(session.id)).status).toBe(
      'FAILOVER_COMPLETE',
    );
    portal.deny([]);
  });
});
