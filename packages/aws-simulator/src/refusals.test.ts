import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  DisconnectSourceServerCommand,
  GetLaunchConfigurationCommand,
  ReverseReplicationCommand,
  StartRecoveryCommand,
  StartReplicationCommand,
  StopReplicationCommand,
  UpdateReplicationConfigurationCommand,
} from '@aws-sdk/client-drs';
import {
  CreateLaunchTemplateVersionCommand,
  DescribeInstancesCommand,
  ModifyLaunchTemplateCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  SendCommandCommand,
} from '@aws-sdk/client-ssm';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import {
  byHostname,
  completedJob,
  launch,
  recoveryInstanceOf,
  reverse,
  runCommand,
  serverOf,
} from './__testUtils__/life';
import { BILLING_KEY, TestAws } from './__testUtils__/TestAws';

const RECOVERY = 'us-west-2';

describe('what AWS refuses', () => {
  let aws: TestAws;
  beforeEach(async () => {
    aws = await TestAws.start();
  });
  afterEach(() => aws.stop());

  const idOf = async (hostname: string) =>
    (await serverOf(aws, RECOVERY, byHostname(hostname)))!.sourceServerID!;

  const start = (...ids: string[]) =>
    aws.drs(RECOVERY).send(
      new StartRecoveryCommand({
        sourceServers: ids.map(sourceServerID => ({ sourceServerID })),
      }),
    );

  const useTemplate = async (id: string, data: Record<string, unknown>) => {
    const { ec2LaunchTemplateID } = await aws
      .drs(RECOVERY)
      .send(new GetLaunchConfigurationCommand({ sourceServerID: id }));
    const ec2 = aws.ec2(RECOVERY);
    const { LaunchTemplateVersion } = await ec2.send(
      new CreateLaunchTemplateVersionCommand({
        LaunchTemplateId: ec2LaunchTemplateID,
        SourceVersion: '$Default',
        LaunchTemplateData: data,
      }),
    );
    await ec2.send(
      new ModifyLaunchTemplateCommand({
        LaunchTemplateId: ec2LaunchTemplateID,
        DefaultVersion: String(LaunchTemplateVersion!.VersionNumber),
      }),
    );
  };

  it('a call in a region where DRS is not initialized', async () => {
    await expect(
      aws.drs('eu-west-1').send(new DescribeSourceServersCommand({})),
    ).rejects.toMatchObject({
      name: 'UninitializedAccountException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('a second job on a server', async () => {
    const id = await idOf('orders-app-1');
    await start(id);
    await expect(start(await idOf('orders-app-2'), id)).rejects.toMatchObject({
      name: 'ConflictException',
      resourceId: id,
      $metadata: { httpStatusCode: 409 },
      message: expect.stringContaining('currently being processed by a Job'),
    });
  });

  it('more servers or jobs than the quotas allow', async () => {
    aws.simulator.reset({ estate: 'large:700' });
    const ids = Array.from(
      { length: 700 },
      (_, number) => `s-0${(number + 1).toString(16).padStart(16, '0')}`,
    );
    await expect(start(...ids.slice(0, 101))).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      quotaCode: 'L-B827C881',
      serviceCode: 'drs',
      $metadata: { httpStatusCode: 402 },
    });
    for (let job = 0; job < 5; job += 1) {
      await start(...ids.slice(job * 100, job * 100 + 100));
    }
    await expect(start(ids[500])).rejects.toMatchObject({
      quotaCode: 'L-05AFA8C6',
    });
    aws.simulator.reset({ estate: 'large:21' });
    for (let job = 0; job < 20; job += 1) {
      await start(ids[job]);
    }
    await expect(start(ids[20])).rejects.toMatchObject({
      quotaCode: 'L-D88FAC3A',
    });
  });

  it('reversing before the agent was seen, twice, and into a region without DRS', async () => {
    const launched = await launch(aws, RECOVERY, await idOf('orders-app-1'));
    const recoveryInstanceID = launched.recoveryInstanceID!;
    const call = () =>
      aws
        .drs(RECOVERY)
        .send(new ReverseReplicationCommand({ recoveryInstanceID }));
    const off = aws.simulator.faults.add({
      kind: 'regionUninitialized',
      match: { region: 'us-east-1' },
    });
    await expect(call()).rejects.toMatchObject({
      name: 'UninitializedAccountException',
    });
    aws.simulator.faults.clear(off.id);
    const { agent } = aws.simulator.world.region('111122223333', RECOVERY).ec2
      .instances[recoveryInstanceID];
    agent!.checkedInAt = undefined;
    await expect(call()).rejects.toMatchObject({
      name: 'ConflictException',
      message: expect.stringContaining('not finished initializing'),
    });
    aws.advance(60);
    agent!.checkedInAt = aws.simulator.world.now;
    await reverse(aws, RECOVERY, recoveryInstanceID);
    await expect(call()).rejects.toMatchObject({
      message: expect.stringContaining('already reversed'),
    });
    await expect(
      aws.drs(RECOVERY).send(
        new ReverseReplicationCommand({
          recoveryInstanceID: 'i-00000000000000000',
        }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('launching a server that has no point in time', async () => {
    const id = await idOf('orders-app-1');
    const drs = aws.drs(RECOVERY);
    await drs.send(new StopReplicationCommand({ sourceServerID: id }));
    aws.advance(60);
    const { items } = await drs.send(
      new DescribeRecoverySnapshotsCommand({ sourceServerID: id }),
    );
    expect(items).toEqual([]);
    await expect(start(id)).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await drs.send(new StartReplicationCommand({ sourceServerID: id }));
    await expect(
      drs.send(new StartReplicationCommand({ sourceServerID: id })),
    ).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it.each([
    [
      'a subnet that is gone',
      { SubnetId: 'subnet-0dead', DeviceIndex: 0 },
      'InvalidSubnetID.NotFound',
    ],
    [
      'a security group of another network',
      {
        SubnetId: 'subnet-0a201a00000000000',
        Groups: ['sg-0e101'],
        DeviceIndex: 0,
      },
      'InvalidGroup.NotFound',
    ],
    [
      'an address outside of the subnet',
      {
        SubnetId: 'subnet-0a201a00000000000',
        PrivateIpAddress: '10.99.0.1',
        DeviceIndex: 0,
      },
      'does not fall within',
    ],
    ['no subnet', { DeviceIndex: 0 }, 'VPCIdNotSpecified'],
  ])(
    'launching into %s: the job completes, the server does not',
    async (_, networkInterface, reason) => {
      const id = await idOf('orders-app-1');
      await useTemplate(id, { NetworkInterfaces: [networkInterface] });
      const { job } = await start(id);
      const done = await completedJob(aws, RECOVERY, job!.jobID!);
      expect(done.participatingServers).toEqual([
        { sourceServerID: id, launchStatus: 'FAILED' },
      ]);
      const { items } = await aws
        .drs(RECOVERY)
        .send(new DescribeJobLogItemsCommand({ jobID: job!.jobID }));
      expect(
        items!.find(item => item.event === 'LAUNCH_FAILED')?.eventData
          ?.rawError,
      ).toContain(reason);
      expect(
        (await serverOf(aws, RECOVERY, byHostname('orders-app-1')))
          ?.lastLaunchResult,
      ).toBe('FAILED');
    },
  );

  it('launching again keeps only the new recovery instance', async () => {
    const id = await idOf('orders-app-1');
    const first = await launch(aws, RECOVERY, id, true);
    const second = await launch(aws, RECOVERY, id);
    expect(second.recoveryInstanceID).not.toBe(first.recoveryInstanceID);
    expect(
      (await recoveryInstanceOf(aws, RECOVERY, id))?.recoveryInstanceID,
    ).toBe(second.recoveryInstanceID);
    const { Reservations } = await aws.ec2(RECOVERY).send(
      new DescribeInstancesCommand({
        InstanceIds: [first.recoveryInstanceID!],
      }),
    );
    expect(Reservations![0].Instances![0].State!.Name).toBe('terminated');
  });

  it('disconnecting a server that has a recovery instance', async () => {
    const id = await idOf('orders-app-1');
    await launch(aws, RECOVERY, id);
    await expect(
      aws
        .drs(RECOVERY)
        .send(new DisconnectSourceServerCommand({ sourceServerID: id })),
    ).rejects.toMatchObject({
      message: `Cannot disconnect Source Server ${id} because it has a Recovery Instance.`,
    });
  });

  it('an instance without the right profile: never seen by DRS, and not a managed node', async () => {
    const id = await idOf('orders-app-1');
    await useTemplate(id, { IamInstanceProfile: { Name: 'no-access' } });
    const { recoveryInstanceID, failback } = await launch(aws, RECOVERY, id);
    aws.advance(3600);
    expect(failback?.agentLastSeenByServiceDateTime).toBeUndefined();
    await expect(
      aws
        .drs(RECOVERY)
        .send(new ReverseReplicationCommand({ recoveryInstanceID })),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    const { InstanceInformationList } = await aws.ssm(RECOVERY).send(
      new DescribeInstanceInformationCommand({
        Filters: [{ Key: 'InstanceIds', Values: [recoveryInstanceID!] }],
      }),
    );
    expect(InstanceInformationList).toEqual([]);
    await expect(
      runCommand(aws, RECOVERY, recoveryInstanceID!, 'AWS-RunShellScript', {
        commands: ['true'],
      }),
    ).rejects.toMatchObject({
      name: 'InvalidInstanceId',
      message: `Instances [[${recoveryInstanceID}]] not in a valid state for account 111122223333`,
    });
  });

  it('bad input, with the names of the fields', async () => {
    const bad = aws.drs(RECOVERY).send(
      new UpdateReplicationConfigurationCommand({
        sourceServerID: 'nonsense',
        ebsEncryption: 'MAYBE' as 'DEFAULT',
        pitPolicy: [{ units: 'MINUTE', interval: 10, retentionDuration: 60 }],
      }),
    );
    await expect(bad).rejects.toMatchObject({
      name: 'ValidationException',
      reason: 'fieldValidationFailed',
      $metadata: { httpStatusCode: 400 },
    });
    const { fieldList } = await bad.catch(error => error);
    expect(fieldList.map((field: { name: string }) => field.name)).toEqual(
      expect.arrayContaining(['sourceServerID', 'ebsEncryption', 'pitPolicy']),
    );
    await expect(
      aws
        .drs(RECOVERY)
        .send(new StartRecoveryCommand({ sourceServers: undefined })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('Member must not be null'),
    });
    await expect(
      aws.ec2(RECOVERY).send(
        new DescribeInstancesCommand({
          InstanceIds: ['i-0000000000000abcd'],
        }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-0000000000000abcd' does not exist",
    });
    await expect(
      aws.ssm(RECOVERY).send(
        new SendCommandCommand({
          DocumentName: 'AWSDisasterRecovery-InstallDRAgentOnInstance',
          InstanceIds: ['i-0000000000000abcd'],
          Parameters: { Region: ['us-east-1'], StagingAccountID: ['1'] },
        }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidParameters',
      message: expect.stringContaining('StagingAccountID'),
    });
  });

  it('an invocation asked for too early', async () => {
    aws.simulator.reset({ settings: { consistencyLag: [1, 2] } });
    const instance = 'i-0e10a100000000000';
    const ssm = aws.ssm('us-east-1');
    const { Command } = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [instance],
        Parameters: { commands: ['echo hello'] },
      }),
    );
    const get = () =>
      ssm.send(
        new GetCommandInvocationCommand({
          CommandId: Command!.CommandId,
          InstanceId: instance,
        }),
      );
    await expect(get()).rejects.toMatchObject({
      name: 'InvocationDoesNotExist',
    });
    aws.advance(10);
    expect(await get()).toMatchObject({
      Status: 'Success',
      ResponseCode: 0,
      StandardOutputContent: 'hello\n',
    });
  });

  it('strangers, and operations that do not exist', async () => {
    await expect(
      aws.drs(RECOVERY, 'AKIASTRANGER').send(new DescribeJobsCommand({})),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    const anonymous = await fetch(`${aws.running.url}/DescribeJobs`, {
      method: 'POST',
      body: '{}',
    });
    expect(anonymous.status).toBe(403);
    expect(anonymous.headers.get('x-amzn-errortype')).toBe(
      'MissingAuthenticationTokenException',
    );
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIADEMOORDERS000001/20260105/us-west-2/ec2/aws4_request, SignedHeaders=host, Signature=00';
    const unknown = await fetch(aws.running.url, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'Action=RunInstances&Version=2016-11-15',
    });
    expect(unknown.status).toBe(400);
    expect(await unknown.text()).toContain('<Code>InvalidAction</Code>');
  });

  it('keeps accounts apart, and lets roles cross', async () => {
    const billing = await aws
      .drs(RECOVERY, BILLING_KEY)
      .send(new DescribeSourceServersCommand({}));
    expect(
      billing.items!.map(
        item => item.sourceProperties?.identificationHints?.hostname,
      ),
    ).toEqual(['billing-db-1', 'billing-app-1']);
    const { Credentials } = await aws.sts('us-east-1').send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::444455556666:role/Portal',
        RoleSessionName: 'portal',
      }),
    );
    expect(
      await aws
        .sts('us-east-1', Credentials!.AccessKeyId)
        .send(new GetCallerIdentityCommand({})),
    ).toMatchObject({
      Account: '444455556666',
      Arn: 'arn:aws:sts::444455556666:assumed-role/Portal/portal',
    });
    await expect(
      aws.sts('us-east-1').send(
        new AssumeRoleCommand({
          RoleArn: 'arn:aws:iam::999999999999:role/Portal',
          RoleSessionName: 'portal',
        }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
