import type { Instance, Tag } from '@aws-sdk/client-ec2';
import type { AwsClock } from './AwsClock';
import type { Ec2Instance } from './types';

function toTags(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? '']),
  );
}

/** Reads an instance as EC2 describes it. */
export function toEc2Instance(
  instance: Instance,
  clock: AwsClock,
): Ec2Instance {
  return {
    id: instance.InstanceId ?? '',
    state: instance.State?.Name ?? '',
    subnetId: instance.SubnetId,
    vpcId: instance.VpcId,
    securityGroupIds: (instance.SecurityGroups ?? []).flatMap(
      group => group.GroupId ?? [],
    ),
    instanceProfileArn: instance.IamInstanceProfile?.Arn,
    instanceType: instance.InstanceType,
    privateIp: instance.PrivateIpAddress,
    launchedAt: instance.LaunchTime && clock.toPortalTime(instance.LaunchTime),
    platform:
      instance.Platform?.toLocaleLowerCase('en-US') === 'windows'
        ? 'WINDOWS'
        : 'LINUX',
    tags: toTags(instance.Tags),
  };
}
