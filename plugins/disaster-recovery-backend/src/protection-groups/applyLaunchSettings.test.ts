import {
  DATABASE_1,
  DATABASE_2,
  RECOVERY,
  groupPortal,
} from './__testUtils__/groupPortal';

describe('the launch settings of a Protection Group', () => {
  const groups = groupPortal();

  const wanted = {
    subnetId: 'subnet-0a201b00000000000',
    instanceType: 'm5.large',
    copyPrivateIp: true,
    copyTags: false,
  };

  it('R3.7: writes to DRS and EC2 what differs, in the right order, and once', async () => {
    const group = await groups.create([DATABASE_1], {
      launchConfig: { recovery: wanted, origin: {} },
      serverOverrides: {
        [groups.serverId(DATABASE_1)]: {
          recovery: { instanceType: 'm5.xlarge' },
        },
      },
    });
    groups.portal.aws.simulator.trace.clear();
    const [server] = (await groups.client.applyLaunchSettings(group.id))
      .servers;
    expect(server).toMatchObject({
      drift: [],
      launchSettingsAppliedAt: expect.any(String),
    });
    expect(server.applyError).toBeUndefined();
    const written = () =>
      groups
        .calls()
        .filter(call => call.changed)
        .map(call => call.operation);
    expect(written()).toEqual([
      'UpdateLaunchConfiguration',
      'CreateLaunchTemplateVersion',
      'ModifyLaunchTemplate',
    ]);
    const { drs, ec2 } = groups.portal.dependencies.aws.in(RECOVERY);
    const held = await drs.getLaunchConfiguration(groups.serverId(DATABASE_1));
    expect(held).toMatchObject({
      copyPrivateIp: true,
      copyTags: false,
      rightSizingMethod: 'NONE',
    });
    expect(
      await ec2.getDefaultLaunchTemplate(held.launchTemplateId!),
    ).toMatchObject({
      subnetId: 'subnet-0a201b00000000000',
      instanceType: 'm5.xlarge',
      // Nobody asked to change it.
      securityGroupIds: ['sg-0a201000000000000'],
    });

    groups.portal.aws.simulator.trace.clear();
    await groups.client.applyLaunchSettings(group.id);
    expect(written()).toEqual([]);
  });

  it('says for each server why its settings could not be applied', async () => {
    const group = await groups.create([DATABASE_1, DATABASE_2], {
      launchConfig: { recovery: { copyTags: false }, origin: {} },
    });
    groups.portal.aws.simulator.faults.add({
      kind: 'error',
      match: {
        operation: 'UpdateLaunchConfiguration',
        resourceId: groups.serverId(DATABASE_1),
      },
      code: 'ConflictException',
      message: 'busy',
      status: 409,
    });
    const results = await groups.portal.services.groups.applyLaunchSettings(
      group.id,
    );
    expect(new Map(results.map(r => [r.sourceServerId, r]))).toEqual(
      new Map([
        [
          groups.serverId(DATABASE_1),
          expect.objectContaining({
            applied: false,
            error: expect.stringContaining('busy'),
          }),
        ],
        [
          groups.serverId(DATABASE_2),
          expect.objectContaining({ applied: true }),
        ],
      ]),
    );
    const read = await groups.client.getProtectionGroup(group.id);
    expect(read.driftedServerCount).toBeLessThanOrEqual(1);
    expect(
      read.servers
        .filter(server => server.applyError)
        .map(s => s.sourceServerId),
    ).toEqual([groups.serverId(DATABASE_1)]);
  });

  it('detects that somebody changed them behind its back', async () => {
    const group = await groups.create([DATABASE_1], {
      launchConfig: { recovery: wanted, origin: {} },
    });
    await groups.client.applyLaunchSettings(group.id);
    const { drs } = groups.portal.dependencies.aws.in(RECOVERY);
    await drs.updateLaunchConfiguration({
      sourceServerId: groups.serverId(DATABASE_1),
      copyTags: true,
    });
    await groups.portal
      .database('protected_servers')
      .update({ drift_checked_at: new Date(0) });
    const drifted = await groups.portal.until(async () => {
      const read = await groups.client.getProtectionGroup(group.id);
      return read.driftedServerCount > 0 && read;
    });
    expect(drifted.servers[0].drift).toEqual([
      { field: 'copyTags', expected: false, actual: true },
    ]);
  });
});
