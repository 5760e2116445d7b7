import { TestFailover } from '../replication/__testUtils__/TestFailover';
import { type TestPortal, testPortals } from '../__testUtils__';

jest.setTimeout(120_000);

/** Where the demo's web tier is recovered. */
const RECOVERY_SUBNET = 'subnet-0a203a00000000000';

describe('after agents were reinstalled', () => {
  const portals = testPortals();
  let portal: TestPortal;
  let failover: TestFailover;

  beforeAll(async () => {
    portal = await portals.start({ simulator: { speed: 1200 } });
    failover = await TestFailover.run(portal, ['orders-web-1']);
    await failover.client.installAgents(failover.id);
    await failover.succeeds('install-agents');
    await failover.client.mirrorConfig(failover.id);
    await failover.succeeds('mirror-config');
  }, 60_000);

  it('R5.1, R5.2: adopts what the new agents replicate, and never calls ReverseReplication', async () => {
    const before = await failover.session();
    expect(before.status).toBe('CONFIG_MIRRORED');
    const { reversedSourceServerId } = before.instances[0];
    await failover.source.stopReplication(reversedSourceServerId!);
    await portal.until(async () => {
      const [server] = await failover.source.listSourceServers({
        ids: [reversedSourceServerId!],
      });
      return server.replication.state === 'STOPPED';
    });

    await failover.client.startReverseReplication(failover.id);
    expect((await failover.session()).status).toBe('REVERSE_REPLICATING');
    await failover.succeeds('start-reverse-replication');
    expect(failover.accepted('ReverseReplication')).toEqual([]);
    expect(
      failover
        .accepted('StartReplication')
        .map(line => (line.request as any).sourceServerID),
    ).toEqual([reversedSourceServerId]);
    const session = await failover.reaches('READY_FOR_FAILBACK');
    expect(session.route).toBe('reinstall');
    expect(session.instances[0].reversedSourceServerId).toBe(
      reversedSourceServerId,
    );
  });

  it('R7.2, R7.3: re-protects with whichever source server protects the failback instance, and the group holds that one and gives it its launch settings', async () => {
    await failover.failBack();
    const { name, accountId, region, sourceRegion, selection, version } =
      await failover.client.getProtectionGroup(failover.groupId);
    await failover.client.updateProtectionGroup(failover.groupId, {
      name,
      accountId,
      region,
      sourceRegion,
      selection,
      version,
      launchConfig: { recovery: { subnetId: RECOVERY_SUBNET }, origin: {} },
    });
    await failover.client.reProtect(failover.id);
    await failover.succeeds('re-protect');
    const [instance] = (await failover.reaches('RE_PROTECTED')).instances;
    const [server] = await failover.recovery.listSourceServers({
      ids: [instance.protectingSourceServerId!],
    });
    expect(server).toMatchObject({
      instanceId: instance.failback!.failbackInstanceId,
      replication: { state: 'CONTINUOUS' },
    });
    const group = await failover.client.getProtectionGroup(failover.groupId);
    expect(group.servers.map(one => one.sourceServerId)).toEqual([
      instance.protectingSourceServerId,
    ]);
    expect(group.servers[0].originInstanceId).toBe(
      instance.failback!.failbackInstanceId,
    );
    const { launchTemplateId } = await failover.recovery.getLaunchConfiguration(
      instance.protectingSourceServerId!,
    );
    const template = await failover.portal.dependencies.aws
      .in({ accountId: group.accountId, region: group.region })
      .ec2.getDefaultLaunchTemplate(launchTemplateId!);
    expect(template.subnetId).toBe(RECOVERY_SUBNET);
  });
});
