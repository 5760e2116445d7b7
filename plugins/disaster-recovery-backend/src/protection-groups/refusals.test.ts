import type { ProtectionGroupInput } from '@internal/plugin-disaster-recovery-common';
import {
  DATABASE_1,
  DATABASE_2,
  groupPortal,
} from './__testUtils__/groupPortal';

describe('what Protection Groups refuse', () => {
  const groups = groupPortal();

  const refused = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      e => e,
    );
    return {
      status: error?.statusCode,
      message: error?.body?.error?.message as string,
    };
  };

  it('refuses a name that is taken, whatever its case', async () => {
    await groups.create([DATABASE_1], { name: 'Orders' });
    const { status, message } = await refused(
      groups.create([DATABASE_2], { name: ' oRDERS ' }),
    );
    expect(status).toBe(409);
    expect(message).toContain('"oRDERS"');
  });

  it('refuses a server that another group has, and names that group', async () => {
    await groups.create([DATABASE_1], { name: 'First' });
    for (const change of [
      {},
      {
        selection: {
          by: 'tags' as const,
          tags: { Application: 'orders', Tier: 'db' },
        },
      },
    ]) {
      const { status, message } = await refused(
        groups.create([DATABASE_1], change),
      );
      expect(status).toBe(409);
      expect(message).toContain('is in "First"');
    }
    expect((await groups.client.listProtectionGroups()).totalItems).toBe(1);
  });

  it('keeps a server in one group when several take it at the same time', async () => {
    const results = await Promise.allSettled(
      ['A', 'B', 'C', 'D'].map(name => groups.create([DATABASE_1], { name })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    const rows = await groups.portal.database('protected_servers');
    expect(rows).toHaveLength(1);
    expect((await groups.client.listProtectionGroups()).totalItems).toBe(1);
  });

  it.each<[string, Partial<ProtectionGroupInput>]>([
    [
      's-00000000000000000',
      { selection: { by: 'ids', sourceServerIds: ['s-00000000000000000'] } },
    ],
    [
      'No source server',
      { selection: { by: 'tags', tags: { Tier: 'nothing' } } },
    ],
    ['do not come from eu-west-1', { sourceRegion: 'eu-west-1' }],
    [
      'no subnet subnet-00000000000000000',
      {
        launchConfig: {
          recovery: { subnetId: 'subnet-00000000000000000' },
          origin: {},
        },
      },
    ],
    [
      'does not offer the instance type x9.tiny',
      {
        launchConfig: { recovery: { instanceType: 'x9.tiny' }, origin: {} },
      },
    ],
  ])('refuses with "… %s …"', async (words, change) => {
    const { status, message } = await refused(
      groups.create([DATABASE_1], change),
    );
    expect(status).toBe(400);
    expect(message).toContain(words);
  });

  it('refuses a change of a version that is not the newest', async () => {
    const group = await groups.create([DATABASE_1]);
    const changed = await groups.update(group, { description: 'one' });
    expect(changed.version).toBe(2);
    const { status, message } = await refused(
      groups.update(group, { description: 'two' }),
    );
    expect(status).toBe(409);
    expect(message).toContain('version 1, now 2');
    expect((await groups.client.getProtectionGroup(group.id)).description).toBe(
      'one',
    );
  });

  it('refuses to delete a group that a plan uses', async () => {
    const group = await groups.create([DATABASE_1], { name: 'Used' });
    const plan = await groups.client.createRecoveryPlan({
      name: 'Plan',
      waves: [
        {
          number: 1,
          name: 'One',
          protectionGroupIds: [group.id],
          dependsOn: [],
          pauseBefore: false,
          preActions: [],
          postActions: [],
          failurePolicy: 'failFast',
        },
      ],
    });
    const { status, message } = await refused(
      groups.client.deleteProtectionGroup(group.id),
    );
    expect(status).toBe(409);
    expect(message).toContain('"Plan"');
    expect(
      (await groups.client.getProtectionGroup(group.id)).usedByPlans,
    ).toEqual([{ id: plan.id, name: 'Plan' }]);

    await groups.client.deleteRecoveryPlan(plan.id);
    await groups.client.deleteProtectionGroup(group.id);
    expect(
      (await refused(groups.client.getProtectionGroup(group.id))).status,
    ).toBe(404);
  });

  it('neither changes nor deletes a group while an execution is active', async () => {
    const group = await groups.create([DATABASE_1]);
    let active = true;
    groups.portal.services.groups.addUsageCheck(async ids =>
      active && ids.includes(group.id)
        ? new Map([
            [group.id, [{ kind: 'execution', id: 'e', name: 'Drill 7' }]],
          ])
        : new Map(),
    );
    for (const work of [
      groups.update(group, { description: 'x' }),
      groups.client.deleteProtectionGroup(group.id),
    ]) {
      const { status, message } = await refused(work);
      expect(status).toBe(409);
      expect(message).toContain('"Drill 7"');
    }
    active = false;
    await groups.update(group, { description: 'x' });
  });
});
