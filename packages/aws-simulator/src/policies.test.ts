import {
  DescribeRecoveryInstancesCommand,
  DescribeSourceServersCommand,
  StartRecoveryCommand,
  DescribeJobsCommand,
  DescribeJobLogItemsCommand,
} from '@aws-sdk/client-drs';
import {
  DescribeInstancesCommand,
  ModifyLaunchTemplateCommand,
  RebootInstancesCommand,
} from '@aws-sdk/client-ec2';
import { SendCommandCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { ORDERS_KEY, TestAws } from './__testUtils__/TestAws';
import { PolicyStatement } from './iam/types';

const ACCOUNT = '111122223333';
const USER = 'user/disaster-recovery-portal';
const WEST = 'us-west-2';
const ARN = `arn:aws:iam::${ACCOUNT}:${USER}`;

describe('policies', () => {
  let aws: TestAws;

  const allow = (
    principal: string,
    statements: PolicyStatement[],
    trust?: PolicyStatement,
  ) =>
    aws.simulator.policies.put({
      account: ACCOUNT,
      principal,
      policies: { p: { Version: '2012-10-17', Statement: statements } },
      trust: trust && { Version: '2012-10-17', Statement: trust },
    });
  const may = (
    Action: string | string[],
    more: Partial<PolicyStatement> = {},
  ): PolicyStatement => ({
    Sid: 'One',
    Effect: 'Allow',
    Action,
    Resource: '*',
    ...more,
  });
  const servers = () =>
    Object.values(aws.simulator.world.region(ACCOUNT, WEST).drs.sourceServers);

  beforeEach(async () => {
    aws = await TestAws.start();
  });
  afterEach(() => aws.stop());

  it('lets everything pass while nobody has any, and names action and resource once somebody has', async () => {
    const drs = aws.drs(WEST);
    const server = servers()[0];
    const describe = () => drs.send(new DescribeSourceServersCommand({}));
    await describe();

    allow(USER, [may('ssm:*')]);
    await expect(describe()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
      message: `User: ${ARN} is not authorized to perform: drs:DescribeSourceServers because no identity-based policy allows the drs:DescribeSourceServers action`,
    });
    await expect(
      drs.send(
        new StartRecoveryCommand({
          sourceServers: [{ sourceServerID: server.id }],
        }),
      ),
    ).rejects.toMatchObject({
      message: expect.stringContaining(
        `drs:StartRecovery on resource: arn:aws:drs:${WEST}:${ACCOUNT}:source-server/${server.id} because`,
      ),
    });
    await expect(
      aws.ec2(WEST).send(new DescribeInstancesCommand({})),
    ).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      $metadata: { httpStatusCode: 403 },
      message: expect.stringMatching(
        /^You are not authorized to perform this operation\. User: .* perform: ec2:DescribeInstances because/,
      ),
    });
    expect(aws.simulator.policies.clear()).toBe(1);
    await describe();
  });

  it('weighs resources, conditions on tags, and a Deny above all', async () => {
    const ec2 = aws.ec2('us-east-1');
    const machines = Object.values(
      aws.simulator.world.region(ACCOUNT, 'us-east-1').ec2.instances,
    );
    const ours = machines.find(({ tags }) => tags.Team === 'orders')!;
    const theirs = machines.find(({ tags }) => tags.Team === 'payroll')!;
    const reboot = (id: string) =>
      ec2.send(new RebootInstancesCommand({ InstanceIds: [id] }));
    const only = may('ec2:RebootInstances', {
      Resource: 'arn:aws:ec2:*:*:instance/*',
      Condition: { StringLike: { 'aws:ResourceTag/Team': 'ord*' } },
    });

    allow(USER, [only]);
    await reboot(ours.id);
    await expect(reboot(theirs.id)).rejects.toMatchObject({
      message: expect.stringContaining(theirs.id),
    });

    allow(USER, [
      only,
      may('ec2:Reboot*', {
        Effect: 'Deny',
        Resource: `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/${ours.id}`,
      }),
    ]);
    await expect(reboot(ours.id)).rejects.toMatchObject({
      message: expect.stringContaining('with an explicit deny'),
    });
  });

  it('lets only the launch templates that DRS manages be changed, with a Null condition', async () => {
    const { ec2 } = aws.simulator.world.region(ACCOUNT, WEST);
    const [template, other] = Object.values(ec2.launchTemplates);
    other.tags = {};
    allow(USER, [
      may('ec2:ModifyLaunchTemplate', {
        Condition: {
          Null: {
            'aws:ResourceTag/AWSElasticDisasterRecoveryManaged': 'false',
          },
        },
      }),
    ]);
    const modify = (LaunchTemplateId: string) =>
      aws.ec2(WEST).send(
        new ModifyLaunchTemplateCommand({
          LaunchTemplateId,
          DefaultVersion: '1',
        }),
      );
    await modify(template.id);
    await expect(modify(other.id)).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
    });
  });

  it('asks for the document and for every instance of a command', async () => {
    const { ec2 } = aws.simulator.world.region(ACCOUNT, 'us-east-1');
    const linux = Object.values(ec2.instances).find(
      ({ platform }) => platform === 'linux',
    )!;
    const send = () =>
      aws.ssm('us-east-1').send(
        new SendCommandCommand({
          DocumentName: 'AWS-RunShellScript',
          InstanceIds: [linux.id],
          Parameters: { commands: ['date'] },
        }),
      );
    const document = may('ssm:SendCommand', {
      Resource: 'arn:aws:ssm:*::document/AWS-RunShellScript',
    });
    allow(USER, [document]);
    await expect(send()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`instance/${linux.id}`),
    });
    allow(USER, [
      document,
      may('ssm:SendCommand', { Resource: 'arn:aws:ec2:*:*:instance/*' }),
    ]);
    await send();
  });

  it("asks what a service does in the caller's name: at once for what it reads, in the job's log for what a launch needs", async () => {
    const drs = aws.drs(WEST);
    allow(USER, [may('drs:DescribeRecoveryInstances')]);
    await expect(
      drs.send(new DescribeRecoveryInstancesCommand({})),
    ).rejects.toMatchObject({
      message: expect.stringContaining('perform: drs:DescribeSourceServers'),
    });

    allow(USER, [
      may('drs:*'),
      may('ec2:*', { Condition: { Bool: { 'aws:ViaAWSService': 'true' } } }),
      may('ec2:RunInstances', { Effect: 'Deny' }),
    ]);
    const { job } = await drs.send(
      new StartRecoveryCommand({
        sourceServers: [{ sourceServerID: servers()[0].id }],
      }),
    );
    await aws.until(async () => {
      const { items } = await drs.send(
        new DescribeJobsCommand({ filters: { jobIDs: [job!.jobID!] } }),
      );
      // A new job takes a moment to be shown.
      return items?.at(0)?.status === 'COMPLETED';
    });
    const { items } = await drs.send(
      new DescribeJobLogItemsCommand({ jobID: job!.jobID }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        event: 'CONVERSION_FAIL',
        eventData: expect.objectContaining({
          rawError: expect.stringMatching(
            /UnauthorizedOperation.*perform: ec2:RunInstances on resource: .*explicit deny/,
          ),
        }),
      }),
    );
    expect(aws.simulator.policies.uses()).toContainEqual(
      expect.objectContaining({
        action: 'ec2:CreateSnapshot',
        operation: 'drs:StartRecovery',
        via: 'drs.amazonaws.com',
        allowed: true,
        statement: 'p/One',
      }),
    );
    // The same is not the caller's to do by itself.
    await expect(
      aws.ec2(WEST).send(new DescribeInstancesCommand({})),
    ).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  });

  it('lets a role be assumed only by whom it trusts, with the external id', async () => {
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/recovery`;
    const trust = (AWS: string): PolicyStatement => ({
      Effect: 'Allow',
      Principal: { AWS },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'secret-handshake' } },
    });
    const assume = (ExternalId?: string) =>
      aws.sts('us-east-1', ORDERS_KEY).send(
        new AssumeRoleCommand({
          RoleArn,
          RoleSessionName: 'test',
          ExternalId,
        }),
      );
    allow('role/recovery', [may('drs:DescribeSourceServers')], trust(ARN));
    await expect(assume()).rejects.toMatchObject({ name: 'AccessDenied' });
    const { Credentials } = await assume('secret-handshake');
    const drs = aws.drs(WEST, Credentials!.AccessKeyId);
    await drs.send(new DescribeSourceServersCommand({}));
    await expect(
      drs.send(new DescribeRecoveryInstancesCommand({})),
    ).rejects.toMatchObject({
      message: expect.stringContaining('assumed-role/recovery/test'),
    });
    allow(
      'role/recovery',
      [may('drs:*')],
      trust('arn:aws:iam::444455556666:root'),
    );
    await expect(assume('secret-handshake')).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('are set at a reset and over the control API, and are never taken in part', async () => {
    const post = async (path: string, body: unknown) => {
      const response = await fetch(`${aws.running.url}/_simulator/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    };
    const entry = {
      account: ACCOUNT,
      principal: USER,
      policies: {
        p: { Version: '2012-10-17', Statement: [may('drs:Describe*')] },
      },
    };
    await post('reset', { policies: [entry] });
    expect((await post('policies', { action: 'list' })).body).toEqual({
      principals: [entry],
    });
    const wrong = (statement: Record<string, unknown>) =>
      post('policies', {
        action: 'put',
        ...entry,
        policies: {
          p: {
            Version: '2012-10-17',
            Statement: { ...may('a:B'), ...statement },
          },
        },
      });
    expect(
      await wrong({ Condition: { NumericLessThan: { 'x:y': '1' } } }),
    ).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('NumericLessThan') },
    });
    expect(await wrong({ NotAction: 'x:y' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('NotAction') },
    });
    expect(await wrong({ Resource: 'all' })).toMatchObject({ status: 400 });
    expect((await post('policies', { action: 'uses' })).body).toEqual({
      uses: [],
    });
    await post('policies', { action: 'clear' });
    expect((await post('policies', { action: 'list' })).body).toEqual({
      principals: [],
    });
  });
});
