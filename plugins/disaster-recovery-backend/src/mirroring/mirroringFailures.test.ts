import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';
import { cloudWatch, loggedInCloudWatch, testPortals } from '../__testUtils__';
import { failedOver } from './__testUtils__/failedOver';

jest.setTimeout(180_000);

describe('mirror-config that fails', () => {
  const portals = testPortals();

  it('R12.1, R12.3: makes nothing when a server cannot be mapped, says why, and goes on without it when told to', async () => {
    const { portal, life, groups, plan, launched } = await failedOver(portals, {
      leave: ['orders-app-2'],
      config: { cloudWatch },
    });
    const client: DisasterRecoveryApi = portal.client;
    const session = await life.session(launched, {
      groups,
      plan,
      path: ['REVERSE_REPLICATING'],
    });

    await client.mirrorConfig(session.id);
    const failed = await life.ended(session.id);
    expect(failed.status).toBe('FAILED');
    expect(failed.error).toMatchObject({
      code: 'UNMAPPED_SERVERS',
      message: expect.stringMatching(
        /1 of 3 servers.*orders-app-2.*No source server in the source region/,
      ),
      remedy: expect.stringContaining('start reverse replication'),
      resourceIds: [launched.get('orders-app-2')],
    });
    expect(await loggedInCloudWatch(portal, failed.id)).toMatchObject([
      {
        event: 'operation-failed',
        operation: 'mirror-config',
        sessionId: session.id,
        correlationId: failed.correlationId,
        error: JSON.parse(JSON.stringify(failed.error)),
      },
    ]);
    const refused = await client.getSession(session.id);
    expect(refused.status).toBe('REVERSE_REPLICATING');
    expect(refused.mirroredProtectionGroups).toEqual([]);
    expect(refused.lastError?.code).toBe('UNMAPPED_SERVERS');
    const groupsNow = await client.listProtectionGroups({
      includeMirrored: true,
    });
    expect(groupsNow.totalItems).toBe(2);
    expect((await client.getMirrorReport(session.id)).unmapped).toEqual([
      expect.objectContaining({ hostname: 'orders-app-2' }),
    ]);

    const accepted = await client.mirrorConfig(session.id, {
      acceptUnmapped: true,
    });
    expect(accepted).toMatchObject({
      attempt: 2,
      correlationId: failed.correlationId,
    });
    expect((await life.ended(session.id)).status).toBe('SUCCEEDED');
    const mirrored = await client.getSession(session.id);
    expect(
      mirrored.instances.find(one => one.hostname === 'orders-app-2')
        ?.cannotFailBack,
    ).toContain('left behind');
    expect(mirrored.milestones.map(({ status }) => status)).toContain(
      'CONFIG_MIRRORED',
    );
    expect(['REVERSE_REPLICATING', 'READY_FOR_FAILBACK']).toContain(
      mirrored.status,
    );
    const report = await client.getMirrorReport(session.id);
    expect(report.unmapped).toHaveLength(1);
    expect(report.mappings).toHaveLength(2);
  });

  it('R3.7: names the servers that did not take their settings, and retries only those', async () => {
    const { portal, life, groups, plan, launched } = await failedOver(portals);
    const client: DisasterRecoveryApi = portal.client;
    const { aws } = portal;
    const session = await life.session(launched, {
      groups,
      plan,
      path: ['REVERSE_REPLICATING'],
    });
    const servers = await life.source.drs.listSourceServers();
    const stubborn = servers.find(
      ({ instanceId }) => instanceId === launched.get('orders-app-1'),
    )!;
    const { launchTemplateId } = await life.source.drs.getLaunchConfiguration(
      stubborn.id,
    );
    const fault = aws.simulator.faults.add({
      kind: 'error',
      code: 'UnauthorizedOperation',
      message: 'You are not authorized to perform this operation.',
      status: 403,
      match: {
        operation: 'CreateLaunchTemplateVersion',
        resourceId: launchTemplateId!,
      },
    });

    await client.mirrorConfig(session.id);
    const failed = await life.ended(session.id);
    expect(failed.error).toMatchObject({
      code: 'LAUNCH_SETTINGS_NOT_APPLIED',
      message: expect.stringMatching(
        /1 of 3 servers.*orders-app-1.*not authorized/,
      ),
      resourceIds: [launched.get('orders-app-1')],
    });
    expect((await client.getSession(session.id)).mirroredAt).toBeUndefined();

    aws.simulator.faults.clear(fault.id);
    const seen = aws.simulator.trace.entries().length;
    await client.mirrorConfig(session.id);
    expect((await life.ended(session.id)).status).toBe('SUCCEEDED');
    const written = aws.simulator.trace
      .entries()
      .slice(seen)
      .filter(({ operation }) => operation === 'CreateLaunchTemplateVersion');
    expect(written).toHaveLength(1);
    expect((await client.getSession(session.id)).mirroredAt).toBeDefined();
  });
});
