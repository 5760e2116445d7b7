import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';
import { testPortals } from '../__testUtils__';
import { failedOver, HOSTS } from './__testUtils__/failedOver';
import { PLACE, TestLife } from './__testUtils__/TestLife';

jest.setTimeout(180_000);

describe('mirror-config', () => {
  const portals = testPortals();

  it('R3.1, R3.2, R3.3, R3.4, R3.5, R3.6, R3.7, R3.8, R4.1, R4.2, R4.3, R4.4, R4.5, R4.6, R11.5: mirrors groups and plan, and applies them to AWS', async () => {
    const { portal, life, groups, plan, launched } = await failedOver(portals);
    const client: DisasterRecoveryApi = portal.client;
    const session = await life.session(launched, {
      groups,
      plan,
      path: ['INSTALLING_AGENTS', 'AGENTS_INSTALLED'],
    });

    const operation = await client.mirrorConfig(session.id);
    expect(operation).toMatchObject({ kind: 'mirror-config', attempt: 1 });
    expect(await life.ended(session.id)).toMatchObject({
      status: 'SUCCEEDED',
      progress: { done: 5, failed: 0, total: 5 },
    });

    const after = await client.getSession(session.id);
    expect(after.status).toBe('CONFIG_MIRRORED');
    expect(after.mirroredRecoveryPlan?.name).toBe('Orders-failback');
    expect(after.mirroredProtectionGroups.map(({ name }) => name)).toEqual([
      'Orders DB-failback',
      'Orders app-failback',
    ]);
    expect(after.mirroredAt).toEqual(expect.any(String));
    expect(after.lastError).toBeUndefined();

    const [db, app] = await Promise.all(
      after.mirroredProtectionGroups.map(({ id }) =>
        client.getProtectionGroup(id),
      ),
    );
    expect(db).toMatchObject({
      accountId: PLACE.sourceAccountId,
      region: PLACE.sourceRegion,
      sourceAccountId: PLACE.accountId,
      sourceRegion: PLACE.region,
      mirrorOf: { sessionId: session.id, protectionGroupId: groups[0].id },
    });
    expect(db.launchConfig.recovery).toMatchObject({
      subnetId: 'subnet-0e101a00000000000',
      securityGroupIds: ['sg-0e101000000000000'],
      instanceProfileArn:
        'arn:aws:iam::111122223333:instance-profile/orders-db-server',
      instanceType: 'r5.xlarge',
    });
    // A group looks at its servers by itself, when it has been made.
    const looked = await portal.until(async () => {
      const group = await client.getProtectionGroup(app.id);
      return group.servers.every(({ hostname }) => hostname) && group;
    });
    expect(looked.servers.map(({ hostname }) => hostname).sort()).toEqual([
      'orders-app-1',
      'orders-app-2',
    ]);

    for (const host of HOSTS) {
      const [{ instanceId, tags }] = await life.servers([host]);
      const [original] = await life.source.ec2.listInstances([instanceId!]);
      const instance = after.instances.find(one => one.hostname === host)!;
      expect(instance.mappingRule).toBe('INSTANCE_ID');
      const id = instance.reversedSourceServerId!;
      const [reversed] = await life.source.drs.listSourceServers({ ids: [id] });
      expect(reversed.instanceId).toBe(launched.get(host));
      expect(reversed.tags).toMatchObject(tags);
      const { launchTemplateId, rightSizingMethod } =
        await life.source.drs.getLaunchConfiguration(id);
      expect(rightSizingMethod).toBe('NONE');
      expect(
        await life.source.ec2.getDefaultLaunchTemplate(launchTemplateId!),
      ).toMatchObject({
        subnetId: original.subnetId,
        securityGroupIds: original.securityGroupIds,
        instanceProfileArn: original.instanceProfileArn,
        instanceType: original.instanceType,
      });
    }

    const mirroredPlan = await client.getRecoveryPlan(
      after.mirroredRecoveryPlan!.id,
    );
    expect(mirroredPlan).toMatchObject({
      description: 'The order system',
      region: PLACE.sourceRegion,
      mirrorOf: { sessionId: session.id, recoveryPlanId: plan.id },
    });
    expect(mirroredPlan.waves).toEqual(
      plan.waves.map((wave, index) => ({
        ...wave,
        protectionGroupIds: [[db.id], [app.id]][index],
      })),
    );

    const report = await client.getMirrorReport(session.id);
    expect(report.mappings).toHaveLength(3);
    expect(report.unmapped).toEqual([]);
    expect(
      report.groups.flatMap(({ servers }) =>
        servers.map(({ applied }) => applied),
      ),
    ).toEqual([true, true, true]);
    expect(report.groups[1].fields).toContainEqual(
      expect.objectContaining({
        field: 'server',
        outcome: 'dropped',
        original: expect.stringContaining('orders-app-3'),
      }),
    );
    expect(report.counts.swapped).toBeGreaterThan(0);

    // Twice updates, and doubles nothing.
    await client.mirrorConfig(session.id);
    expect((await life.ended(session.id)).status).toBe('SUCCEEDED');
    const again = await client.getSession(session.id);
    expect(again.mirroredProtectionGroups).toEqual(
      after.mirroredProtectionGroups,
    );
    expect(again.mirroredRecoveryPlan).toEqual(after.mirroredRecoveryPlan);
    const all = await client.listProtectionGroups({ includeMirrored: true });
    expect(all.totalItems).toBe(4);
    const plans = await client.listRecoveryPlans({ includeMirrored: true });
    expect(plans.totalItems).toBe(2);
  });

  it('R4.1: mirrors a failover that has no plan into a plan of one wave', async () => {
    const { portal, life, groups, launched } = await failedOver(portals);
    const session = await life.session(launched, {
      groups,
      path: ['REVERSE_REPLICATING'],
    });
    const client: DisasterRecoveryApi = portal.client;
    for (let run = 0; run < 2; run++) {
      await client.mirrorConfig(session.id);
      expect((await life.ended(session.id)).status).toBe('SUCCEEDED');
    }
    const after = await client.getSession(session.id);
    const plan = await client.getRecoveryPlan(after.mirroredRecoveryPlan!.id);
    expect(plan.mirrorOf).toEqual({ sessionId: session.id });
    expect(plan.waves.map(wave => wave.protectionGroupIds)).toEqual([
      after.mirroredProtectionGroups.map(({ id }) => id),
    ]);
  });

  it('R11.5: answers 404 before there is a report, and 403 to who may not read', async () => {
    const portal = await portals.start();
    const session = await new TestLife(portal).session(new Map(), {
      groups: [],
      path: [],
    });
    await expect(
      portal.client.getMirrorReport(session.id),
    ).rejects.toMatchObject({
      statusCode: 404,
      body: {
        error: {
          message: expect.stringContaining('has not been mirrored yet'),
        },
      },
    });
    portal.deny(['disaster-recovery.failover-session.read']);
    await expect(
      portal.client.getMirrorReport(session.id),
    ).rejects.toMatchObject({ statusCode: 403 });
  });
});
