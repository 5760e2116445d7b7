import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';
import {
  APPLICATION,
  DATABASE,
  FailoverFixture,
  WINDOWS_WEB,
} from '../failover-sessions/__testUtils__/FailoverFixture';
import {
  cloudWatch,
  loggedInCloudWatch,
  type TestPortal,
  testPortals,
} from '../__testUtils__';
import { askedOf } from './__testUtils__/askedOf';
import { idOf } from './__testUtils__/idOf';

jest.setTimeout(180_000);

describe('install-agents, when something fails', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let client: DisasterRecoveryApi;
  let fixture: FailoverFixture;

  beforeAll(async () => {
    portal = await portals.start({
      simulator: { speed: 1200 },
      config: { cloudWatch, polling: { interval: { milliseconds: 250 } } },
    });
    client = portal.client;
  });

  beforeEach(async () => {
    fixture = await FailoverFixture.create(portal);
  });

  it('R2.8, R12.1, R12.2, R12.5, R12.6: says which failed and why, and a retry works on those only', async () => {
    const session = await fixture.session([DATABASE, APPLICATION]);
    const good = idOf(session, DATABASE);
    const bad = idOf(session, APPLICATION);
    const { faults } = portal.aws.simulator;
    faults.add({
      kind: 'installFails',
      match: { resourceId: bad },
      message: 'Your Linux kernel version is not supported',
    });
    const first = await client.installAgents(session.id);
    const failed = await fixture.ended(session.id);
    expect(failed).toMatchObject({
      status: 'FAILED',
      progress: { done: 1, failed: 1, total: 2 },
      error: {
        message:
          'Agents could not be installed on 1 of 2 instances: orders-app-1.',
        code: 'SYSTEM_NOT_SUPPORTED',
        reason: expect.stringContaining('kernel version is not supported'),
        output: {
          stdout: expect.stringContaining('kernel version is not supported'),
        },
        resourceIds: [bad],
        correlationId: first.correlationId,
      },
    });
    expect(await loggedInCloudWatch(portal, failed.id)).toMatchObject([
      {
        event: 'operation-failed',
        operation: 'install-agents',
        sessionId: session.id,
        correlationId: failed.correlationId,
        error: JSON.parse(JSON.stringify(failed.error)),
      },
    ]);
    const between = await client.getSession(session.id);
    // What costs the forward protection is no remedy for this.
    expect(
      between.actions.find(({ action }) => action === 'release-source-servers'),
    ).toMatchObject({
      allowed: false,
      reason: expect.stringMatching(/No installer refused/),
    });
    expect(between).toMatchObject({
      status: 'INSTALLING_AGENTS',
      lastError: failed.error,
      failedInstanceCount: 1,
      needsAttention: true,
    });
    expect(between.instances[0]).toMatchObject({
      recoveryInstanceId: bad,
      agent: { status: 'FAILED', step: 'INSTALL_AGENT', attempt: 1 },
    });
    expect(
      between.actions.find(({ action }) => action === 'install-agents'),
    ).toMatchObject({ allowed: true, isRetry: true });

    const askedOfGood = askedOf(portal, good);
    faults.clear();
    const second = await client.installAgents(session.id);
    expect(second).toMatchObject({
      attempt: 2,
      correlationId: first.correlationId,
    });
    expect(await loggedInCloudWatch(portal, second.id)).toMatchObject([
      {
        event: 'operation-retried',
        operation: 'install-agents',
        sessionId: session.id,
        correlationId: first.correlationId,
        attempt: 2,
      },
    ]);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { done: 1, total: 1 },
    });
    expect(askedOf(portal, good)).toEqual(askedOfGood);
    const after = await client.getSession(session.id);
    expect(after.status).toBe('AGENTS_INSTALLED');
    expect(after.lastError).toBeUndefined();
    expect(
      after.instances.map(({ agent }) => agent.attempt).toSorted(),
    ).toEqual([1, 2]);
    // It was restarted after its agent had been uninstalled: one reboot is enough for both attempts.
    expect(
      askedOf(portal, bad).filter(what => what === 'RebootInstances'),
    ).toHaveLength(1);
  });

  it('R12.2: an installer that fails without a word is reported with the word that it gave none', async () => {
    const session = await fixture.session([WINDOWS_WEB]);
    const id = idOf(session, WINDOWS_WEB);
    portal.aws.simulator.faults.add({
      kind: 'installFails',
      match: { resourceId: id },
    });
    portal.aws.simulator.faults.add({
      kind: 'emptyOutput',
      match: { resourceId: id },
    });
    await client.installAgents(session.id);
    expect((await fixture.ended(session.id)).error).toMatchObject({
      message: expect.stringContaining('orders-web-3'),
      reason: expect.stringContaining('SSM returned no output'),
      remedy: expect.stringContaining('agent.log.0'),
      output: { stdout: '', stderr: '' },
    });
  });

  it('R2.8: an instance to which SSM sends nothing fails alone, and not those that are asked with it', async () => {
    const session = await fixture.session([DATABASE, APPLICATION, WINDOWS_WEB]);
    const bad = idOf(session, APPLICATION);
    portal.aws.simulator.faults.add({
      kind: 'error',
      match: { operation: 'SendCommand', resourceId: bad },
      code: 'InvalidInstanceId',
      message: `Instances [[${bad}]] not in a valid state for account 111122223333`,
    });
    await client.installAgents(session.id);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'FAILED',
      progress: { done: 2, failed: 1, total: 3 },
      error: {
        code: 'InvalidInstanceId',
        reason: expect.stringContaining('not in a valid state'),
        resourceIds: [bad],
      },
    });
    expect(askedOf(portal, bad)).toEqual([]);
    expect(askedOf(portal, idOf(session, DATABASE)).slice(0, 2)).toEqual([
      'AWS-RunShellScript',
      'RebootInstances',
    ]);
    portal.aws.simulator.faults.clear();
    await client.installAgents(session.id);
    expect(await fixture.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { done: 1, failed: 0, total: 1 },
    });
  });

  it('R2.1: checks all instances first, says why one is not managed, and goes on with the others', async () => {
    const session = await fixture.session([DATABASE, APPLICATION]);
    const unmanaged = idOf(session, APPLICATION);
    portal.aws.simulator.faults.add({
      kind: 'notManaged',
      match: { resourceId: unmanaged },
    });
    await client.installAgents(session.id);
    const ended = await fixture.ended(session.id);
    expect(ended).toMatchObject({
      status: 'FAILED',
      error: {
        code: 'SSM_NEVER_REGISTERED',
        reason: expect.stringMatching(
          /orders-app-1: SSM has never heard of the instance: its instance profile orders-app-recovery lacks AmazonSSMManagedInstanceCore, or/,
        ),
        resourceIds: [unmanaged],
      },
      progress: { done: 1, failed: 1, total: 2 },
    });
    expect(askedOf(portal, unmanaged)).toEqual([]);
  });
});
