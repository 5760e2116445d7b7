import {
  ACCOUNT,
  APPLICATION_1,
  DATABASE_1,
  DATABASE_2,
  PAYROLL,
  RECOVERY,
  WINDOWS_WEB,
  groupPortal,
} from './__testUtils__/groupPortal';

describe('the servers of a Protection Group', () => {
  const groups = groupPortal();

  it('R3.3, R3.4, R3.5, R3.6: captures the origin of every server when a group is created', async () => {
    const group = await groups.create([DATABASE_1, WINDOWS_WEB]);
    expect(group).toMatchObject({
      version: 1,
      serverCount: 2,
      capturedServerCount: 2,
      sourceAccountId: ACCOUNT,
      usedByPlans: [],
    });
    const database = group.servers.find(
      server => server.originInstanceId === DATABASE_1,
    );
    expect(database).toMatchObject({
      platform: 'LINUX',
      dataReplicationState: 'CONTINUOUS',
      captured: {
        instanceId: DATABASE_1,
        privateIp: '10.10.10.11',
        settings: {
          subnetId: 'subnet-0e101a00000000000',
          securityGroupIds: ['sg-0e101000000000000'],
          instanceProfileArn: `arn:aws:iam::${ACCOUNT}:instance-profile/orders-db-server`,
          instanceType: 'r5.xlarge',
        },
      },
    });
    expect(database?.captureError).toBeUndefined();
  });

  it('chooses by tags that must all match, and resolves them at each run', async () => {
    const group = await groups.create([], {
      selection: { by: 'tags', tags: { Application: 'orders', Tier: 'db' } },
    });
    expect(group.servers.map(server => server.originInstanceId).sort()).toEqual(
      [DATABASE_1, DATABASE_2],
    );

    const app = groups.serverId(APPLICATION_1);
    const [{ arn }] = await groups.portal.dependencies.aws
      .in(RECOVERY)
      .drs.listSourceServers({ ids: [app] });
    await groups.portal.dependencies.aws
      .in(RECOVERY)
      .drs.tagResource(arn, { Tier: 'db' });
    const resolved = await groups.portal.services.groups.resolveServers(
      group.id,
    );
    expect(resolved.map(server => server.sourceServerId)).toContain(app);
    expect(resolved).toHaveLength(3);
    const read = await groups.client.getProtectionGroup(group.id);
    expect(read.serverCount).toBe(3);
  });

  it('leaves a server that tags newly match to the group that has it', async () => {
    const holder = await groups.create([APPLICATION_1], { name: 'Holder' });
    const group = await groups.create([], {
      selection: { by: 'tags', tags: { Application: 'orders', Tier: 'db' } },
    });
    const { drs } = groups.portal.dependencies.aws.in(RECOVERY);
    const [{ arn }] = await drs.listSourceServers({
      ids: [holder.servers[0].sourceServerId],
    });
    await drs.tagResource(arn, { Tier: 'db' });
    const resolved = await groups.portal.services.groups.resolveServers(
      group.id,
    );
    expect(resolved).toHaveLength(2);
    const events = await groups.portal
      .database('audit_events')
      .where({ resource_id: group.id, outcome: 'OBSERVED' });
    expect(events.map(event => event.message)).toEqual([
      expect.stringContaining('is in "Holder"'),
    ]);
  });

  it('says of a server that DRS has lost why it cannot be launched', async () => {
    const group = await groups.create([PAYROLL, DATABASE_1]);
    const { drs } = groups.portal.dependencies.aws.in(RECOVERY);
    const id = groups.serverId(PAYROLL);
    await drs.disconnectSourceServer(id);
    groups.portal.aws.simulator.advance(60);
    const problems = async () =>
      (await groups.portal.services.groups.resolveServers(group.id)).map(
        ({ sourceServerId, problem }) => [sourceServerId, problem],
      );
    expect(new Map((await problems()) as [string, string][])).toEqual(
      new Map([
        [id, expect.stringContaining('is disconnected')],
        [groups.serverId(DATABASE_1), undefined],
      ]),
    );
    await drs.deleteSourceServer(id);
    groups.portal.aws.simulator.advance(60);
    expect(await problems()).toContainEqual([
      id,
      expect.stringContaining('does not know'),
    ]);
  });
});
