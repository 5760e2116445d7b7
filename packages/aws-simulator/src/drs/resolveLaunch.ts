import { addressIsIn, freeAddress, isInUse } from '../ec2/addresses';
import { Instance, LaunchTemplate, Tags } from '../ec2/types';
import { World } from '../world/World';
import { SourceServer } from './types';

/** Everything that an instance is launched with. */
export type LaunchSpecification = Pick<
  Instance,
  | 'subnetId'
  | 'vpcId'
  | 'availabilityZone'
  | 'securityGroupIds'
  | 'instanceProfileName'
  | 'instanceType'
  | 'privateIp'
  | 'tags'
>;

export type LaunchResolution =
  | { specification: LaunchSpecification }
  /** Why EC2 would refuse; without a reason where DRS gives none. */
  | { failure: { reason?: string } };

function fail(reason?: string): LaunchResolution {
  return { failure: { reason } };
}

function instanceType(server: SourceServer, data: Record<string, any>): string {
  switch (server.launchConfiguration.targetInstanceTypeRightSizingMethod) {
    case 'BASIC':
      return server.recommendedInstanceType;
    case 'IN_AWS':
      return server.instanceType;
    default:
      return data.InstanceType ?? server.recommendedInstanceType;
  }
}

function launchTags(server: SourceServer, data: Record<string, any>): Tags {
  const fromTemplate = (data.TagSpecifications ?? [])
    .filter((item: any) => item.ResourceType === 'instance')
    .flatMap((item: any) => item.Tags ?? [])
    .map((tag: any) => [tag.Key, tag.Value ?? '']);
  return {
    Name: server.launchConfiguration.name || server.hostname,
    ...(server.launchConfiguration.copyTags ? server.tags : {}),
    ...Object.fromEntries(fromTemplate),
    AWSElasticDisasterRecoveryManaged: 'drs.amazonaws.com',
    AWSElasticDisasterRecoverySourceServerID: server.id,
  };
}

function profileName(data: Record<string, any>): string | undefined {
  const { Name, Arn } = data.IamInstanceProfile ?? {};
  return Name ?? (Arn ? String(Arn).split('/').pop() : undefined);
}

function wantedAddress(
  server: SourceServer,
  networkInterface: Record<string, any> | undefined,
): string | undefined {
  return server.launchConfiguration.copyPrivateIp
    ? server.privateIps[0]
    : networkInterface?.PrivateIpAddress;
}

/**
 * Works out what DRS would launch for a server: the default version of its EC2 launch
 * template, changed by the launch configuration, and checked as EC2 would check it.
 */
export function resolveLaunch(
  world: World,
  server: SourceServer,
): LaunchResolution {
  const { ec2 } = world.region(server.account, server.region);
  const template: LaunchTemplate | undefined =
    ec2.launchTemplates[server.launchConfiguration.ec2LaunchTemplateID];
  const version = template?.versions.find(
    item => item.number === template.defaultVersion,
  );
  const data = version?.data ?? {};
  const networkInterface = (data.NetworkInterfaces ?? [])[0];
  const subnetId = networkInterface?.SubnetId ?? data.Placement?.SubnetId;

  if (!subnetId) {
    const defaultVpc = Object.values(ec2.vpcs).find(vpc => vpc.isDefault);
    if (!defaultVpc) {
      // A template that nobody ever touched fails without a word in the job log.
      return version && version.number > 1
        ? fail(
            'VPCIdNotSpecified: No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.',
          )
        : fail();
    }
  }
  const subnet = subnetId
    ? ec2.subnets[subnetId]
    : Object.values(ec2.subnets).find(
        item => ec2.vpcs[item.vpcId]?.isDefault === true,
      );
  if (!subnet) {
    return fail(
      `InvalidSubnetID.NotFound: The subnet ID '${subnetId}' does not exist`,
    );
  }
  const groups: string[] =
    networkInterface?.Groups ?? data.SecurityGroupIds ?? [];
  for (const group of groups) {
    if (!ec2.securityGroups[group]) {
      return fail(
        `InvalidGroup.NotFound: The security group '${group}' does not exist`,
      );
    }
    if (ec2.securityGroups[group].vpcId !== subnet.vpcId) {
      return fail(
        `InvalidParameter: Security group ${group} and subnet ${subnet.id} belong to different networks.`,
      );
    }
  }
  const profile = profileName(data);
  const profiles = world.state.accounts[server.account].instanceProfiles;
  if (profile && !profiles[profile]) {
    return fail(
      `InvalidParameterValue: Value (${profile}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
    );
  }
  const address = wantedAddress(server, networkInterface);
  if (address && !addressIsIn(address, subnet.cidr)) {
    return fail(
      `InvalidParameterValue: Address ${address} does not fall within the subnet's address range`,
    );
  }
  if (address && isInUse(ec2, subnet.id, address)) {
    return fail(`InvalidIPAddress.InUse: Address ${address} is in use.`);
  }
  return {
    specification: {
      subnetId: subnet.id,
      vpcId: subnet.vpcId,
      availabilityZone: subnet.availabilityZone,
      securityGroupIds: groups.length
        ? groups
        : Object.values(ec2.securityGroups)
            .filter(
              group => group.vpcId === subnet.vpcId && group.name === 'default',
            )
            .map(group => group.id),
      instanceProfileName: profile,
      instanceType: instanceType(server, data),
      privateIp: address ?? freeAddress(ec2, subnet),
      tags: launchTags(server, data),
    },
  };
}
