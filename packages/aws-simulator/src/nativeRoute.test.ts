import {
  DeleteRecoveryInstanceCommand,
  DeleteSourceServerCommand,
  DescribeSourceServersCommand,
  DisconnectSourceServerCommand,
  GetLaunchConfigurationCommand,
  ReverseReplicationCommand,
  StartRecoveryCommand,
  StopReplicationCommand,
  TerminateRecoveryInstancesCommand,
  UpdateLaunchConfigurationCommand,
} from '@aws-sdk/client-drs';
import {
  CreateLaunchTemplateVersionCommand,
  DescribeInstancesCommand,
  ModifyLaunchTemplateCommand,
} from '@aws-sdk/client-ec2';
import {
  byHostname,
  byInstance,
  completedJob,
  continuous,
  launch,
  recoveryInstanceOf,
  reverse,
  serverOf,
} from './__testUtils__/life';
import { TestAws } from './__testUtils__/TestAws';

const ORIGIN = 'us-east-1';
const RECOVERY = 'us-west-2';

describe('the whole life of a server by reverse replication', () => {
  let aws: TestAws;
  beforeAll(async () => {
    aws = await TestAws.start();
  });
  afterAll(() => aws.stop());

  it('fails over, fails back, protects again and is cleaned up', async () => {
    const origin = aws.drs(ORIGIN);
    const recovery = aws.drs(RECOVERY);
    const protecting = (await serverOf(
      aws,
      RECOVERY,
      byHostname('orders-web-1'),
    ))!;
    expect(protecting.sourceCloudProperties?.originRegion).toBe(ORIGIN);
    expect(protecting.replicationDirection).toBe('FAILOVER');

    aws.simulator.faults.add({
      kind: 'regionOutage',
      match: { region: ORIGIN },
    });
    aws.advance(600);
    const stalled = await serverOf(aws, RECOVERY, byHostname('orders-web-1'));
    expect(stalled?.dataReplicationInfo).toMatchObject({
      dataReplicationState: 'STALLED',
      dataReplicationError: { error: 'AGENT_NOT_SEEN' },
    });

    const launched = await launch(aws, RECOVERY, protecting.sourceServerID!);
    expect(launched).toMatchObject({
      ec2InstanceState: 'RUNNING',
      isDrill: false,
      originEnvironment: 'AWS',
      originAvailabilityZone: 'us-east-1a',
      dataReplicationInfo: { dataReplicationState: 'NOT_STARTED' },
    });
    const recoveryInstanceID = launched.recoveryInstanceID!;

    const arn = await reverse(aws, RECOVERY, recoveryInstanceID);
    expect(arn).toMatch(
      /^arn:aws:drs:us-east-1:111122223333:source-server\/s-/,
    );
    const reversed = await aws.until(() =>
      serverOf(aws, ORIGIN, byInstance(recoveryInstanceID)),
    );
    expect(reversed).toMatchObject({
      arn,
      replicationDirection: 'FAILBACK',
      tags: {},
      dataReplicationInfo: { dataReplicationState: 'INITIATING' },
    });
    const reversedID = reversed.sourceServerID!;
    aws.simulator.faults.add({
      kind: 'regionRestored',
      match: { region: ORIGIN },
    });

    await expect(
      recovery.send(
        new TerminateRecoveryInstancesCommand({
          recoveryInstanceIDs: [recoveryInstanceID],
        }),
      ),
    ).rejects.toMatchObject({
      name: 'ConflictException',
      message: expect.stringContaining('cannot be terminated during failback'),
    });

    const seen = new Set<string>();
    await aws.until(async () => {
      const server = await serverOf(
        aws,
        ORIGIN,
        byInstance(recoveryInstanceID),
      );
      const state = server!.dataReplicationInfo!.dataReplicationState!;
      seen.add(state);
      return state === 'CONTINUOUS';
    });
    expect([...seen]).toEqual([
      'INITIATING',
      'INITIAL_SYNC',
      'CREATING_SNAPSHOT',
      'CONTINUOUS',
    ]);

    const { job: unconfigured } = await origin.send(
      new StartRecoveryCommand({
        sourceServers: [{ sourceServerID: reversedID }],
      }),
    );
    const failed = await completedJob(aws, ORIGIN, unconfigured!.jobID!);
    expect(failed.participatingServers).toEqual([
      { sourceServerID: reversedID, launchStatus: 'FAILED' },
    ]);

    const configuration = await origin.send(
      new GetLaunchConfigurationCommand({ sourceServerID: reversedID }),
    );
    const template = { LaunchTemplateId: configuration.ec2LaunchTemplateID };
    const ec2 = aws.ec2(ORIGIN);
    const version = await ec2.send(
      new CreateLaunchTemplateVersionCommand({
        ...template,
        SourceVersion: '$Default',
        LaunchTemplateData: {
          InstanceType: 't3.large',
          IamInstanceProfile: { Name: 'orders-web-server' },
          NetworkInterfaces: [
            {
              DeviceIndex: 0,
              SubnetId: 'subnet-0e103a00000000000',
              Groups: ['sg-0e103000000000000'],
            },
          ],
        },
      }),
    );
    await ec2.send(
      new ModifyLaunchTemplateCommand({
        ...template,
        DefaultVersion: String(version.LaunchTemplateVersion!.VersionNumber),
      }),
    );
    await origin.send(
      new UpdateLaunchConfigurationCommand({
        sourceServerID: reversedID,
        targetInstanceTypeRightSizingMethod: 'NONE',
      }),
    );

    const failedBack = await launch(aws, ORIGIN, reversedID);
    const failbackID = failedBack.recoveryInstanceID!;
    const { Reservations } = await ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [failbackID] }),
    );
    expect(Reservations![0].Instances![0]).toMatchObject({
      State: { Name: 'running' },
      InstanceType: 't3.large',
      SubnetId: 'subnet-0e103a00000000000',
      SecurityGroups: [
        { GroupId: 'sg-0e103000000000000', GroupName: 'orders-web' },
      ],
      IamInstanceProfile: {
        Arn: 'arn:aws:iam::111122223333:instance-profile/orders-web-server',
      },
    });

    const backArn = await reverse(aws, ORIGIN, failbackID);
    expect(backArn).toBe(protecting.arn);
    const repointed = await serverOf(aws, RECOVERY, byHostname('orders-web-1'));
    expect(repointed).toMatchObject({
      sourceServerID: protecting.sourceServerID,
      sourceProperties: { identificationHints: { awsInstanceID: failbackID } },
      dataReplicationInfo: { dataReplicationState: 'STALLED' },
    });
    const early = await continuous(aws, RECOVERY, protecting.sourceServerID!);
    const [disk] = early.dataReplicationInfo!.replicatedDisks!;
    expect(disk.rescannedStorageBytes).toBeLessThan(disk.totalStorageBytes!);
    aws.advance(600);
    const compared = await continuous(
      aws,
      RECOVERY,
      protecting.sourceServerID!,
    );
    const [comparedDisk] = compared.dataReplicationInfo!.replicatedDisks!;
    expect(comparedDisk.rescannedStorageBytes).toBe(
      comparedDisk.totalStorageBytes,
    );

    await origin.send(
      new StopReplicationCommand({ sourceServerID: reversedID }),
    );
    const { job } = await aws.until(async () =>
      recovery
        .send(
          new TerminateRecoveryInstancesCommand({
            recoveryInstanceIDs: [recoveryInstanceID],
          }),
        )
        .catch(() => undefined),
    );
    await completedJob(aws, RECOVERY, job!.jobID!);
    expect(
      await recoveryInstanceOf(aws, RECOVERY, protecting.sourceServerID!),
    ).toBeUndefined();

    await expect(
      origin.send(
        new DisconnectSourceServerCommand({ sourceServerID: reversedID }),
      ),
    ).rejects.toMatchObject({
      message: expect.stringContaining('because it has a Recovery Instance'),
    });
    await origin.send(
      new DeleteRecoveryInstanceCommand({ recoveryInstanceID: failbackID }),
    );
    await origin.send(
      new DisconnectSourceServerCommand({ sourceServerID: reversedID }),
    );
    await origin.send(
      new DeleteSourceServerCommand({ sourceServerID: reversedID }),
    );
    expect(
      (await origin.send(new DescribeSourceServersCommand({}))).items,
    ).toEqual([]);

    const after = await ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [failbackID] }),
    );
    expect(after.Reservations![0].Instances![0].State!.Name).toBe('running');
    await expect(
      origin.send(
        new ReverseReplicationCommand({ recoveryInstanceID: failbackID }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
