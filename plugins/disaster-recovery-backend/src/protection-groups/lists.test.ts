import {
  APPLICATION_1,
  DATABASE_1,
  DATABASE_2,
  RECOVERY,
  groupPortal,
} from './__testUtils__/groupPortal';

describe('lists of Protection Groups and source servers', () => {
  const groups = groupPortal();

  it('pages, filters and orders', async () => {
    for (const [name, instance, owner] of [
      ['beta', DATABASE_1, 'group:default/a'],
      ['Alpha', DATABASE_2, 'group:default/a'],
      ['gamma', APPLICATION_1, 'group:default/b'],
    ]) {
      await groups.create([instance], { name, owner });
    }
    const first = await groups.client.listProtectionGroups({ limit: 2 });
    expect(first.items.map(group => group.name)).toEqual(['Alpha', 'beta']);
    // Without its servers: there may be thousands.
    expect(first.items[0]).not.toHaveProperty('servers');
    expect(first.items[0]).toMatchObject({
      serverCount: 1,
      replication: { counts: { healthy: 1 }, worst: 'healthy' },
    });
    expect(first.totalItems).toBe(3);
    const second = await groups.client.listProtectionGroups({
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(second.items.map(group => group.name)).toEqual(['gamma']);
    expect(second.nextCursor).toBeUndefined();
    const names = async (query: object) =>
      (await groups.client.listProtectionGroups(query)).items.map(
        group => group.name,
      );
    expect(await names({ owner: 'group:default/a', order: 'desc' })).toEqual([
      'beta',
      'Alpha',
    ]);
    expect(await names({ text: 'AMM' })).toEqual(['gamma']);
    expect(await names({ text: '%' })).toEqual([]);
    expect(await names({ region: 'us-east-1' })).toEqual([]);
  });

  it('offers source servers with the group that has each', async () => {
    const group = await groups.create([DATABASE_1], { name: 'Taker' });
    const page = await groups.client.listSourceServers({
      ...RECOVERY,
      tag: ['Application=orders', 'Tier=db'],
    });
    expect(page.totalItems).toBe(2);
    expect(
      page.items.map(server => [server.originInstanceId, server.takenBy]),
    ).toEqual(
      expect.arrayContaining([
        [DATABASE_1, { id: group.id, name: 'Taker' }],
        [DATABASE_2, undefined],
      ]),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await groups.client.listSourceServers({
        ...RECOVERY,
        limit: 4,
        cursor,
      });
      seen.push(...items.map(server => server.sourceServerId));
      cursor = nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(9);
    expect(seen).toHaveLength(9);
  });

  it('asks AWS together for a page of groups, however many there are', async () => {
    const ids: string[] = [];
    for (const instance of [DATABASE_1, DATABASE_2, APPLICATION_1]) {
      ids.push((await groups.create([instance])).id);
    }
    // What their creation has set going asks AWS too, and is over then.
    await groups.portal.until(async () =>
      (
        await Promise.all(ids.map(groups.client.getProtectionGroup))
      ).every(group => group.servers[0].driftCheckedAt),
    );
    const lags = async () =>
      (await groups.client.listProtectionGroups()).items.map(
        group => group.replication.worstLagSeconds,
      );
    const asked = () =>
      groups
        .calls()
        .filter(({ operation }) => operation === 'DescribeSourceServers')
        .map(({ request }) => (request as any).filters.sourceServerIDs.length);
    // A look that is under way may answer for one of them meanwhile, and the list asks about the others then: once it is over
    // nothing is.
    await groups.portal.until(async () => {
      groups.portal.aws.simulator.trace.clear();
      await groups.portal
        .database('protected_servers')
        .update({ observed_at: new Date(0), lag_seconds: 99 });
      // The list itself does not wait for AWS.
      const listed = await lags();
      await groups.portal.until(async () => !(await lags()).includes(99));
      return listed.includes(99) && asked().includes(3);
    });
    // Regular looks at one group or two may be made at any time.
    expect(asked()).toContain(3);
  });

  it('refreshes all groups that are looked at, at the same time too', async () => {
    const ids: string[] = [];
    for (const instance of [DATABASE_1, DATABASE_2, APPLICATION_1]) {
      ids.push((await groups.create([instance])).id);
    }
    await groups.portal
      .database('protected_servers')
      .update({ observed_at: new Date(0), lag_seconds: 99 });
    const shown = await Promise.all(ids.map(groups.client.getProtectionGroup));
    expect(
      shown.map(({ servers: [{ lagSeconds }] }) => lagSeconds),
    ).not.toContain(99);
  });
});
