import { ServiceName } from '../wire/ServiceModel';
import { launch, byHostname, serverOf } from './life';
import { TestAws } from './TestAws';

/** Ids that the inputs of the cases need. */
export type CaseContext = {
  server: string;
  otherServer: string;
  staged: string;
  recoveryInstance: string;
  otherRecoveryInstance: string;
  job: string;
  otherJob: string;
  replicationTemplate: string;
  launchTemplate: string;
  instance: string;
  command: string;
  automation: string;
};

export type OperationCase = {
  service: ServiceName;
  operation: string;
  input?: (context: CaseContext) => Record<string, unknown>;
  /** Code of the error that is the right answer. */
  error?: string;
};

const REGION = 'us-west-2';
const WEB_1 = 'i-0e10eb10000000000';

/** Brings a world to where each operation has something to work on. */
export async function prepareContext(aws: TestAws): Promise<CaseContext> {
  const idOf = async (hostname: string) =>
    (await serverOf(aws, REGION, byHostname(hostname)))!.sourceServerID!;
  const server = await idOf('orders-web-1');
  const otherServer = await idOf('orders-web-2');
  const launched = await launch(aws, REGION, server);
  const other = await launch(aws, REGION, otherServer);
  aws.advance(900);
  const { drs, ec2 } = aws.simulator.world.region('111122223333', REGION);
  return {
    server,
    otherServer,
    staged: `arn:aws:drs:${REGION}:444455556666:source-server/${
      Object.keys(
        aws.simulator.world.region('444455556666', REGION).drs.sourceServers,
      )[0]
    }`,
    recoveryInstance: launched.recoveryInstanceID!,
    otherRecoveryInstance: other.recoveryInstanceID!,
    job: launched.jobID!,
    otherJob: other.jobID!,
    replicationTemplate: Object.keys(drs.replicationTemplates)[0],
    launchTemplate: Object.keys(ec2.launchTemplates)[0],
    instance: launched.recoveryInstanceID!,
    command: '00000000-0000-4000-a000-000000000000',
    automation: '00000000-0000-4000-a000-000000000000',
  };
}

const PIT_POLICY = [
  { units: 'MINUTE', interval: 10, retentionDuration: 60, enabled: true },
  { units: 'HOUR', interval: 1, retentionDuration: 24, enabled: true },
  { units: 'DAY', interval: 1, retentionDuration: 7, enabled: true },
];

const DRS: Omit<OperationCase, 'service'>[] = [
  { operation: 'InitializeService' },
  { operation: 'DescribeSourceServers' },
  { operation: 'DescribeRecoveryInstances' },
  { operation: 'DescribeJobs' },
  { operation: 'DescribeJobLogItems', input: c => ({ jobID: c.job }) },
  {
    operation: 'DescribeRecoverySnapshots',
    input: c => ({ sourceServerID: c.server }),
  },
  { operation: 'DescribeReplicationConfigurationTemplates' },
  { operation: 'DescribeSourceNetworks' },
  { operation: 'ListStagingAccounts' },
  {
    operation: 'ListExtensibleSourceServers',
    input: () => ({ stagingAccountID: '444455556666' }),
  },
  {
    operation: 'CreateExtendedSourceServer',
    input: c => ({ sourceServerArn: c.staged }),
  },
  { operation: 'ListLaunchActions', input: c => ({ resourceId: c.server }) },
  {
    operation: 'GetLaunchConfiguration',
    input: c => ({ sourceServerID: c.server }),
  },
  {
    operation: 'UpdateLaunchConfiguration',
    input: c => ({ sourceServerID: c.server, copyPrivateIp: true }),
  },
  {
    operation: 'GetReplicationConfiguration',
    input: c => ({ sourceServerID: c.server }),
  },
  {
    operation: 'UpdateReplicationConfiguration',
    input: c => ({ sourceServerID: c.server, bandwidthThrottling: 10 }),
  },
  {
    operation: 'TagResource',
    input: c => ({
      resourceArn: `arn:aws:drs:us-west-2:111122223333:source-server/${c.server}`,
      tags: { Color: 'blue', 'a key': 'b' },
    }),
  },
  {
    operation: 'ListTagsForResource',
    input: c => ({
      resourceArn: `arn:aws:drs:us-west-2:111122223333:source-server/${c.server}`,
    }),
  },
  {
    operation: 'UntagResource',
    input: c => ({
      resourceArn: `arn:aws:drs:us-west-2:111122223333:source-server/${c.server}`,
      tagKeys: ['Color', 'a key'],
    }),
  },
  {
    operation: 'CreateReplicationConfigurationTemplate',
    input: () => ({
      stagingAreaSubnetId: 'subnet-0a209a00000000000',
      associateDefaultSecurityGroup: true,
      replicationServersSecurityGroupsIDs: [],
      replicationServerInstanceType: 't3.small',
      useDedicatedReplicationServer: false,
      defaultLargeStagingDiskType: 'GP3',
      ebsEncryption: 'DEFAULT',
      bandwidthThrottling: 0,
      dataPlaneRouting: 'PRIVATE_IP',
      createPublicIP: false,
      stagingAreaTags: {},
      pitPolicy: PIT_POLICY,
    }),
  },
  {
    operation: 'UpdateReplicationConfigurationTemplate',
    input: c => ({
      replicationConfigurationTemplateID: c.replicationTemplate,
      bandwidthThrottling: 5,
    }),
  },
  {
    operation: 'DeleteReplicationConfigurationTemplate',
    input: c => ({ replicationConfigurationTemplateID: c.replicationTemplate }),
  },
  {
    operation: 'CreateLaunchConfigurationTemplate',
    input: () => ({ copyTags: true }),
  },
  { operation: 'DescribeLaunchConfigurationTemplates' },
  {
    operation: 'UpdateLaunchConfigurationTemplate',
    input: () => ({ launchConfigurationTemplateID: 'lct-00000000000000000' }),
    error: 'ResourceNotFoundException',
  },
  {
    operation: 'DeleteLaunchConfigurationTemplate',
    input: () => ({ launchConfigurationTemplateID: 'lct-00000000000000000' }),
    error: 'ResourceNotFoundException',
  },
  {
    operation: 'GetFailbackReplicationConfiguration',
    input: c => ({ recoveryInstanceID: c.recoveryInstance }),
  },
  {
    operation: 'ReverseReplication',
    input: c => ({ recoveryInstanceID: c.recoveryInstance }),
  },
  {
    operation: 'StopFailback',
    input: c => ({ recoveryInstanceID: c.recoveryInstance }),
  },
  {
    operation: 'StartFailbackLaunch',
    input: c => ({ recoveryInstanceIDs: [c.recoveryInstance] }),
    error: 'ConflictException',
  },
  {
    operation: 'RetryDataReplication',
    input: c => ({ sourceServerID: c.server }),
    error: 'ValidationException',
  },
  {
    operation: 'StartRecovery',
    input: c => ({
      sourceServers: [{ sourceServerID: c.server }],
      isDrill: true,
      tags: { Why: 'drill' },
    }),
  },
  {
    operation: 'TerminateRecoveryInstances',
    input: c => ({ recoveryInstanceIDs: [c.otherRecoveryInstance] }),
  },
  { operation: 'DeleteJob', input: c => ({ jobID: c.otherJob }) },
  {
    operation: 'DisconnectRecoveryInstance',
    input: c => ({ recoveryInstanceID: c.recoveryInstance }),
    error: 'ConflictException',
  },
  {
    operation: 'DeleteRecoveryInstance',
    input: c => ({ recoveryInstanceID: c.recoveryInstance }),
    error: 'ConflictException',
  },
  {
    operation: 'StopReplication',
    input: c => ({ sourceServerID: c.otherServer }),
    error: 'ConflictException',
  },
  {
    operation: 'StartReplication',
    input: c => ({ sourceServerID: c.server }),
    error: 'ConflictException',
  },
  {
    operation: 'DisconnectSourceServer',
    input: c => ({ sourceServerID: c.server }),
    error: 'ConflictException',
  },
  {
    operation: 'DeleteSourceServer',
    input: c => ({ sourceServerID: c.server }),
    error: 'ConflictException',
  },
];

const SSM: Omit<OperationCase, 'service'>[] = [
  {
    operation: 'DescribeInstanceInformation',
    input: c => ({ Filters: [{ Key: 'InstanceIds', Values: [c.instance] }] }),
  },
  {
    operation: 'ListDocuments',
    input: () => ({ Filters: [{ Key: 'Owner', Values: ['Self'] }] }),
  },
  {
    operation: 'DescribeDocument',
    input: () => ({ Name: 'AWSDisasterRecovery-InstallDRAgentOnInstance' }),
  },
  { operation: 'GetDocument', input: () => ({ Name: 'Orders-SwitchDns' }) },
  {
    operation: 'SendCommand',
    input: c => ({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: [c.instance],
      Parameters: { commands: ['echo hello'] },
    }),
  },
  { operation: 'ListCommands' },
  { operation: 'ListCommandInvocations', input: () => ({ Details: true }) },
  {
    operation: 'GetCommandInvocation',
    input: c => ({ CommandId: c.command, InstanceId: c.instance }),
    error: 'InvocationDoesNotExist',
  },
  {
    operation: 'CancelCommand',
    input: c => ({ CommandId: c.command }),
    error: 'InvalidCommandId',
  },
  {
    operation: 'StartAutomationExecution',
    input: () => ({
      DocumentName: 'Orders-SwitchDns',
      Parameters: { Site: ['recovery'] },
    }),
  },
  { operation: 'DescribeAutomationExecutions' },
  {
    operation: 'GetAutomationExecution',
    input: c => ({ AutomationExecutionId: c.automation }),
    error: 'AutomationExecutionNotFoundException',
  },
  {
    operation: 'StopAutomationExecution',
    input: c => ({ AutomationExecutionId: c.automation }),
    error: 'AutomationExecutionNotFoundException',
  },
];

const EC2: Omit<OperationCase, 'service'>[] = [
  {
    operation: 'DescribeInstances',
    input: c => ({ InstanceIds: [c.instance] }),
  },
  {
    operation: 'DescribeInstanceStatus',
    input: c => ({ InstanceIds: [c.instance], IncludeAllInstances: true }),
  },
  {
    operation: 'DescribeVolumes',
    input: c => ({
      Filters: [{ Name: 'attachment.instance-id', Values: [c.instance] }],
    }),
  },
  { operation: 'DescribeVpcs' },
  { operation: 'DescribeSubnets' },
  { operation: 'DescribeSecurityGroups' },
  { operation: 'DescribeRegions' },
  { operation: 'DescribeAvailabilityZones' },
  {
    operation: 'DescribeInstanceTypes',
    input: () => ({ InstanceTypes: ['m5.large'] }),
  },
  {
    operation: 'DescribeInstanceTypeOfferings',
    input: () => ({ Filters: [{ Name: 'instance-type', Values: ['m5.*'] }] }),
  },
  { operation: 'DescribeLaunchTemplates' },
  {
    operation: 'DescribeLaunchTemplateVersions',
    input: c => ({
      LaunchTemplateId: c.launchTemplate,
      Versions: ['$Default'],
    }),
  },
  {
    operation: 'CreateLaunchTemplateVersion',
    input: c => ({
      LaunchTemplateId: c.launchTemplate,
      SourceVersion: '$Default',
      LaunchTemplateData: { InstanceType: 'm5.xlarge' },
    }),
  },
  {
    operation: 'ModifyLaunchTemplate',
    input: c => ({ LaunchTemplateId: c.launchTemplate, DefaultVersion: '3' }),
  },
  {
    operation: 'CreateTags',
    input: c => ({
      Resources: [c.instance],
      Tags: [{ Key: 'Reviewed', Value: 'yes' }],
    }),
  },
  {
    operation: 'DescribeTags',
    input: c => ({ Filters: [{ Name: 'resource-id', Values: [c.instance] }] }),
  },
  { operation: 'RebootInstances', input: c => ({ InstanceIds: [c.instance] }) },
  { operation: 'StopInstances', input: c => ({ InstanceIds: [c.instance] }) },
  {
    operation: 'StartInstances',
    input: c => ({ InstanceIds: [c.instance] }),
    error: 'IncorrectInstanceState',
  },
  {
    operation: 'TerminateInstances',
    input: () => ({ InstanceIds: [WEB_1] }),
    error: 'InvalidInstanceID.NotFound',
  },
];

const LOGS: Omit<OperationCase, 'service'>[] = [
  {
    operation: 'CreateLogGroup',
    input: () => ({ logGroupName: '/portal/recovery' }),
  },
  {
    operation: 'CreateLogStream',
    input: () => ({ logGroupName: '/portal/recovery', logStreamName: 'one' }),
  },
  {
    operation: 'PutLogEvents',
    input: () => ({
      logGroupName: '/portal/recovery',
      logStreamName: 'one',
      logEvents: [
        { timestamp: 1_767_600_000_000, message: 'it began <here> & now' },
      ],
    }),
  },
  { operation: 'DescribeLogGroups' },
  {
    operation: 'DescribeLogStreams',
    input: () => ({ logGroupName: '/portal/recovery' }),
  },
  {
    operation: 'GetLogEvents',
    input: () => ({
      logGroupName: '/portal/recovery',
      logStreamName: 'one',
      startFromHead: true,
    }),
  },
  {
    operation: 'FilterLogEvents',
    input: () => ({ logGroupName: '/portal/recovery', filterPattern: 'began' }),
  },
];

const STS: Omit<OperationCase, 'service'>[] = [
  { operation: 'GetCallerIdentity' },
  {
    operation: 'AssumeRole',
    input: () => ({
      RoleArn: 'arn:aws:iam::444455556666:role/Portal',
      RoleSessionName: 'portal',
    }),
  },
];

const IAM: Omit<OperationCase, 'service'>[] = [
  {
    operation: 'GetInstanceProfile',
    input: () => ({ InstanceProfileName: 'orders-web-server' }),
  },
];

/** One call of each offered operation, in an order in which they go well. */
export const OPERATION_CASES: OperationCase[] = Object.entries({
  drs: DRS,
  ssm: SSM,
  ec2: EC2,
  logs: LOGS,
  sts: STS,
  iam: IAM,
}).flatMap(([service, cases]) =>
  cases.map(item => ({ service: service as ServiceName, ...item })),
);
