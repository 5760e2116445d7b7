import { drsArn } from '../drs/arns';
import { SourceServer } from '../drs/types';
import { Tags } from '../ec2/types';
import { AccessCheck } from './types';

/** What DRS puts on everything that it makes. */
const MANAGED: Tags = {
  AWSElasticDisasterRecoveryManaged: 'drs.amazonaws.com',
};

type Owner = { account: string; region: string };

function ec2Arn({ account, region }: Owner, kind: string, id = '*'): string {
  // Images and snapshots that are shared belong to no account.
  const owner = kind === 'image' ? '' : account;
  return `arn:aws:ec2:${region}:${owner}:${kind}/${id}`;
}

const look = (...names: string[]): AccessCheck[] =>
  names.map(name => ({ action: `ec2:Describe${name}`, resource: '*' }));

/** Something done to what DRS has made before. */
function toManaged(
  owner: Owner,
  action: string,
  kind: string,
  id?: string,
): AccessCheck {
  return {
    action: `ec2:${action}`,
    resource: ec2Arn(owner, kind, id),
    resourceTags: MANAGED,
  };
}

/** Something new, with the tags that it gets at once. */
function made(
  owner: Owner,
  action: string,
  kind: string,
  id?: string,
): AccessCheck[] {
  const resource = ec2Arn(owner, kind, id);
  return [
    { action: `ec2:${action}`, resource, requestTags: MANAGED },
    {
      action: 'ec2:CreateTags',
      resource,
      requestTags: MANAGED,
      keys: { 'ec2:CreateAction': action },
    },
  ];
}

function run(owner: Owner, role: string | undefined): AccessCheck[] {
  const uses = ['subnet', 'security-group', 'network-interface', 'volume'];
  return [
    ...made(owner, 'RunInstances', 'instance'),
    ...[...uses, 'image', 'launch-template'].map(kind => ({
      action: 'ec2:RunInstances',
      resource: ec2Arn(owner, kind),
    })),
    ...(role
      ? [
          {
            action: 'iam:PassRole',
            resource: `arn:aws:iam::${owner.account}:role/${role}`,
            keys: { 'iam:PassedToService': 'ec2.amazonaws.com' },
          },
        ]
      : []),
  ];
}

/** What DRS does in the caller's name to remove instances. */
export function cleanupChecks(
  owner: Owner,
  instances: { id: string; tags: Tags }[],
): AccessCheck[] {
  return [
    ...look('Instances', 'Volumes'),
    ...instances.map(({ id, tags }) => ({
      action: 'ec2:TerminateInstances',
      resource: ec2Arn(owner, 'instance', id),
      resourceTags: tags,
    })),
    toManaged(owner, 'DeleteVolume', 'volume'),
  ];
}

/** What DRS does in the caller's name to take a snapshot of a server's staging volumes. */
export function snapshotChecks(owner: Owner): AccessCheck[] {
  return [
    ...look('Snapshots', 'Volumes'),
    toManaged(owner, 'CreateSnapshot', 'volume'),
    ...made(owner, 'CreateSnapshot', 'snapshot'),
  ];
}

/** What DRS does in the caller's name with a conversion server. */
export function conversionChecks(owner: Owner): AccessCheck[] {
  return [
    ...look('AccountAttributes', 'AvailabilityZones', 'Images'),
    ...look('InstanceTypes', 'SecurityGroups', 'Subnets'),
    { action: 'ec2:CreateSecurityGroup', resource: ec2Arn(owner, 'vpc') },
    ...made(owner, 'CreateSecurityGroup', 'security-group'),
    toManaged(owner, 'AuthorizeSecurityGroupIngress', 'security-group'),
    toManaged(owner, 'AuthorizeSecurityGroupEgress', 'security-group'),
    toManaged(owner, 'RevokeSecurityGroupEgress', 'security-group'),
    ...run(
      owner,
      'service-role/AWSElasticDisasterRecoveryConversionServerRole',
    ),
    ...look('Instances', 'InstanceAttribute', 'InstanceStatus'),
    toManaged(owner, 'CreateVolume', 'snapshot'),
    ...made(owner, 'CreateVolume', 'volume'),
    toManaged(owner, 'AttachVolume', 'instance'),
    toManaged(owner, 'AttachVolume', 'volume'),
    toManaged(owner, 'DetachVolume', 'instance'),
    toManaged(owner, 'DetachVolume', 'volume'),
    toManaged(owner, 'TerminateInstances', 'instance'),
    toManaged(owner, 'DeleteSnapshot', 'snapshot'),
  ];
}

/** What DRS does in the caller's name to launch a server, once it is converted. */
export function launchChecks(
  owner: Owner,
  server: SourceServer,
  profile: string | undefined,
): AccessCheck[] {
  const resource = drsArn('source-server', server, server.id);
  const template = server.launchConfiguration.ec2LaunchTemplateID;
  return [
    {
      action: 'drs:ListTagsForResource',
      resource,
      resourceTags: server.tags,
    },
    {
      action: 'drs:CreateRecoveryInstanceForDrs',
      resource,
      resourceTags: server.tags,
    },
    ...look('LaunchTemplates', 'LaunchTemplateVersions'),
    ...made(owner, 'CreateLaunchTemplate', 'launch-template'),
    toManaged(
      owner,
      'CreateLaunchTemplateVersion',
      'launch-template',
      template,
    ),
    toManaged(owner, 'ModifyLaunchTemplate', 'launch-template', template),
    toManaged(
      owner,
      'DeleteLaunchTemplateVersions',
      'launch-template',
      template,
    ),
    // Instance profiles of a world have no roles of their own: each has one of its own name, as the IAM console makes them.
    ...run(owner, profile),
    toManaged(owner, 'StopInstances', 'instance'),
    toManaged(owner, 'ModifyInstanceAttribute', 'instance'),
    toManaged(owner, 'StartInstances', 'instance'),
  ];
}

/** What DRS asks in the caller's name before it answers a call. */
export function dependentChecks(operation: string): AccessCheck[] {
  const asked: Record<string, string[]> = {
    DescribeRecoveryInstances: [
      'drs:DescribeSourceServers',
      'ec2:DescribeInstances',
    ],
    ReverseReplication: [
      'drs:DescribeReplicationConfigurationTemplates',
      'drs:DescribeSourceServers',
      'ec2:DescribeInstances',
    ],
    TerminateRecoveryInstances: ['drs:DescribeSourceServers'],
  };
  return (asked[operation] ?? []).map(action => ({ action, resource: '*' }));
}
