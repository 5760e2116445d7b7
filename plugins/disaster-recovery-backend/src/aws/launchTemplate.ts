import type {
  LaunchTemplateInstanceNetworkInterfaceSpecification,
  LaunchTemplateInstanceNetworkInterfaceSpecificationRequest,
  LaunchTemplateVersion,
  RequestLaunchTemplateData,
  ResponseLaunchTemplateData,
} from '@aws-sdk/client-ec2';
import type { LaunchTemplateChange, LaunchTemplateSettings } from './types';

function primaryInterface(
  data: ResponseLaunchTemplateData | undefined,
): LaunchTemplateInstanceNetworkInterfaceSpecification | undefined {
  const all = data?.NetworkInterfaces ?? [];
  return all.find(candidate => (candidate.DeviceIndex ?? 0) === 0) ?? all[0];
}

/** Reads what a version of a launch template says of where and how to launch. */
export function toLaunchTemplateSettings(
  version: LaunchTemplateVersion,
): LaunchTemplateSettings {
  const data = version.LaunchTemplateData;
  const network = primaryInterface(data);
  const groups = network?.Groups?.length
    ? network.Groups
    : data?.SecurityGroupIds;
  return {
    launchTemplateId: version.LaunchTemplateId ?? '',
    version: version.VersionNumber ?? 0,
    subnetId: network?.SubnetId,
    securityGroupIds: groups?.length ? groups : undefined,
    instanceProfileArn: data?.IamInstanceProfile?.Arn,
    instanceProfileName: data?.IamInstanceProfile?.Name,
    instanceType: data?.InstanceType,
    privateIp:
      network?.PrivateIpAddress ??
      network?.PrivateIpAddresses?.find(address => address.Primary)
        ?.PrivateIpAddress,
  };
}

function changesNetwork(change: LaunchTemplateChange): boolean {
  return Boolean(
    change.subnetId ||
      change.securityGroupIds ||
      change.privateIp ||
      change.clearPrivateIp,
  );
}

/** A list of interfaces replaces the inherited one as a whole, so the one that changes is sent with all it had. */
function changedInterfaces(
  data: ResponseLaunchTemplateData | undefined,
  change: LaunchTemplateChange,
): LaunchTemplateInstanceNetworkInterfaceSpecificationRequest[] {
  const before = primaryInterface(data);
  const others = (data?.NetworkInterfaces ?? []).filter(
    candidate => candidate !== before,
  );
  const { PrivateIpAddress, PrivateIpAddresses, ...kept } = before ?? {};
  // An address belongs to its subnet: in another one it could only make the launch fail.
  const keepsAddress =
    !change.privateIp &&
    !change.clearPrivateIp &&
    (!change.subnetId || change.subnetId === before?.SubnetId);
  return [
    {
      ...kept,
      ...(keepsAddress && { PrivateIpAddress, PrivateIpAddresses }),
      ...(change.privateIp && { PrivateIpAddress: change.privateIp }),
      DeviceIndex: before?.DeviceIndex ?? 0,
      SubnetId: change.subnetId ?? before?.SubnetId,
      Groups:
        change.securityGroupIds ??
        (before?.Groups?.length ? before.Groups : data?.SecurityGroupIds),
    },
    ...others,
  ];
}

/**
 * Makes the data of a new version: only what changes, where the rest is inherited from the version before; everything,
 * where the version before has security groups outside its network interface, which EC2 refuses to inherit beside one.
 */
export function changedTemplateData(
  before: ResponseLaunchTemplateData | undefined,
  change: LaunchTemplateChange,
): { data: RequestLaunchTemplateData; inherits: boolean } {
  const changed: RequestLaunchTemplateData = {
    ...(change.instanceType && {
      InstanceType:
        change.instanceType as RequestLaunchTemplateData['InstanceType'],
    }),
    ...(change.instanceProfileArn && {
      IamInstanceProfile: { Arn: change.instanceProfileArn },
    }),
    ...(change.instanceProfileName &&
      !change.instanceProfileArn && {
        IamInstanceProfile: { Name: change.instanceProfileName },
      }),
    ...(changesNetwork(change) && {
      NetworkInterfaces: changedInterfaces(before, change),
    }),
  };
  const inherits = !(
    changed.NetworkInterfaces && before?.SecurityGroupIds?.length
  );
  if (inherits) {
    return { data: changed, inherits };
  }
  const { SecurityGroupIds, SecurityGroups, ...rest } = before ?? {};
  return {
    data: { ...(rest as RequestLaunchTemplateData), ...changed },
    inherits,
  };
}
