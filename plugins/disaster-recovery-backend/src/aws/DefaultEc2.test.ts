import {
  ACCOUNT,
  DATABASE_INSTANCE,
  ORIGIN,
  RECOVERY,
  simulatedAws,
} from './__testUtils__/simulatedAws';

describe('DefaultEc2', () => {
  const simulated = simulatedAws();

  it.each(['DescribeInstances', 'CreateLaunchTemplateVersion'] as const)(
    'waits out the throttling of %s',
    async operation => {
      simulated.simulator.faults.add({
        kind: 'throttle',
        match: { operation: operation },
        count: 1,
      });
      const { drs, ec2 } = simulated.aws.in(RECOVERY);
      const { id } = await simulated.serverOf(DATABASE_INSTANCE);
      const { launchTemplateId } = await drs.getLaunchConfiguration(id);
      await ec2.updateDefaultLaunchTemplate(launchTemplateId!, {
        instanceType: 'm5.large',
      });
      await simulated.aws.in(ORIGIN).ec2.listInstances([DATABASE_INSTANCE]);
      expect(simulated.aws.calls.count(`ec2:${operation}`)).toBe(2);
    },
  );

  it('reads instances as EC2 has them, and leaves unknown ones out', async () => {
    simulated.pages('DescribeInstances', 1);
    const found = await simulated.aws
      .in(ORIGIN)
      .ec2.listInstances([
        'i-00000000000000000',
        DATABASE_INSTANCE,
        'i-0e10eb30000000000',
      ]);
    const byId = new Map(found.map(instance => [instance.id, instance]));
    expect(byId.size).toBe(2);
    expect(byId.get(DATABASE_INSTANCE)).toMatchObject({
      state: 'running',
      subnetId: 'subnet-0e101a00000000000',
      vpcId: 'vpc-0e100000000000000',
      securityGroupIds: ['sg-0e101000000000000'],
      instanceProfileArn: `arn:aws:iam::${ACCOUNT}:instance-profile/orders-db-server`,
      instanceType: 'r5.xlarge',
      privateIp: '10.10.10.11',
      platform: 'LINUX',
      tags: { Tier: 'db' },
    });
    expect(byId.get('i-0e10eb30000000000')?.platform).toBe('WINDOWS');
  });

  it('changes the default launch template, and nothing besides what is asked', async () => {
    const { drs, ec2 } = simulated.aws.in(RECOVERY);
    const { id } = await simulated.serverOf(DATABASE_INSTANCE);
    const { launchTemplateId } = await drs.getLaunchConfiguration(id);
    const before = await ec2.getDefaultLaunchTemplate(launchTemplateId!);
    await ec2.updateDefaultLaunchTemplate(launchTemplateId!, {
      privateIp: '10.20.10.44',
    });
    const { version, ...after } = await ec2.getDefaultLaunchTemplate(
      launchTemplateId!,
    );
    expect(version).toBe(before.version + 1);
    expect(after).toEqual({
      ...before,
      version: undefined,
      privateIp: '10.20.10.44',
    });

    await ec2.updateDefaultLaunchTemplate(launchTemplateId!, {
      subnetId: 'subnet-0a201b00000000000',
      instanceType: 'm5.xlarge',
    });
    expect(await ec2.getDefaultLaunchTemplate(launchTemplateId!)).toMatchObject(
      {
        version: before.version + 2,
        subnetId: 'subnet-0a201b00000000000',
        instanceType: 'm5.xlarge',
        securityGroupIds: before.securityGroupIds,
        // The address belonged to the subnet that was left.
        privateIp: undefined,
      },
    );
  });

  it('reads the default versions of many launch templates together, and gives up where that takes more calls', async () => {
    const { drs, ec2 } = simulated.aws.in(RECOVERY);
    const servers = await drs.listSourceServers();
    const ids = await Promise.all(
      servers.map(
        async ({ id }) =>
          (
            await drs.getLaunchConfiguration(id)
          ).launchTemplateId!,
      ),
    );
    await ec2.updateDefaultLaunchTemplate(ids[0], { instanceType: 'm5.large' });
    const calls = () =>
      simulated.aws.calls.count('ec2:DescribeLaunchTemplateVersions');
    const before = calls();
    const found = await ec2.findDefaultLaunchTemplates(ids);
    expect(calls() - before).toBe(1);
    expect([...found.keys()].sort()).toEqual([...ids].sort());
    for (const id of ids) {
      expect(found.get(id)).toEqual(await ec2.getDefaultLaunchTemplate(id));
    }

    simulated.pages('DescribeLaunchTemplateVersions', 1);
    const until = calls();
    const some = await ec2.findDefaultLaunchTemplates(ids);
    expect(calls() - until).toBe(Math.ceil(ids.length / 2));
    expect(some.size).toBe(Math.ceil(ids.length / 2));
  });

  it('looks up networks, instance types and instance profiles', async () => {
    const { ec2, iam } = simulated.aws.in(RECOVERY);
    expect(
      await ec2.listSubnets([
        'subnet-0a201a00000000000',
        'subnet-00000000000000000',
      ]),
    ).toEqual([
      expect.objectContaining({
        id: 'subnet-0a201a00000000000',
        availabilityZone: 'us-west-2a',
      }),
    ]);
    expect(await ec2.listSecurityGroups(['sg-0a201000000000000'])).toEqual([
      { id: 'sg-0a201000000000000', vpcId: expect.stringMatching(/^vpc-/) },
    ]);
    expect(await ec2.offersInstanceType('r5.xlarge')).toBe(true);
    expect(await ec2.offersInstanceType('x9.tiny')).toBe(false);
    const profile = `arn:aws:iam::${ACCOUNT}:instance-profile`;
    expect(await iam.hasInstanceProfile(`${profile}/orders-db-server`)).toBe(
      true,
    );
    expect(await iam.hasInstanceProfile(`${profile}/nobody`)).toBe(false);
  });
});
