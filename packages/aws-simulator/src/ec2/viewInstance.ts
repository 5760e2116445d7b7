import { World } from '../world/World';
import { tagList } from './filters';
import { Instance, InstanceState } from './types';

const STATE_CODES: Record<InstanceState, number> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export function viewState(state: InstanceState) {
  return { Code: STATE_CODES[state], Name: state };
}

/** An instance as DescribeInstances shows it. */
export function viewInstance(
  world: World,
  instance: Instance,
): Record<string, unknown> {
  const { ec2 } = world.region(instance.account, instance.region);
  const profile = instance.instanceProfileName
    ? world.state.accounts[instance.account].instanceProfiles[
        instance.instanceProfileName
      ]
    : undefined;
  const isGone = instance.state === 'terminated';
  const host = `ip-${instance.privateIp.replaceAll('.', '-')}`;
  const domain =
    instance.region === 'us-east-1'
      ? 'ec2.internal'
      : `${instance.region}.compute.internal`;
  const groups = instance.securityGroupIds.map(GroupId => ({
    GroupId,
    GroupName: ec2.securityGroups[GroupId]?.name ?? GroupId,
  }));
  return {
    InstanceId: instance.id,
    ImageId: 'ami-0123456789abcdef0',
    State: viewState(instance.state),
    StateTransitionReason: instance.stateReason ?? '',
    InstanceType: instance.instanceType,
    LaunchTime: instance.launchedAt,
    Placement: {
      AvailabilityZone: instance.availabilityZone,
      Tenancy: 'default',
    },
    Monitoring: { State: 'disabled' },
    Platform: instance.platform === 'windows' ? 'windows' : undefined,
    PlatformDetails: instance.platform === 'windows' ? 'Windows' : 'Linux/UNIX',
    Architecture: 'x86_64',
    RootDeviceType: 'ebs',
    RootDeviceName: instance.volumes[0]?.deviceName,
    VirtualizationType: 'hvm',
    Hypervisor: 'xen',
    EbsOptimized: true,
    SubnetId: isGone ? undefined : instance.subnetId,
    VpcId: isGone ? undefined : instance.vpcId,
    PrivateIpAddress: isGone ? undefined : instance.privateIp,
    PrivateDnsName: isGone ? '' : `${host}.${domain}`,
    SecurityGroups: isGone ? [] : groups,
    IamInstanceProfile:
      profile && !isGone
        ? { Arn: profile.arn, Id: `AIPA${profileId(world, profile.name)}` }
        : undefined,
    BlockDeviceMappings: instance.volumes.map(volume => ({
      DeviceName: volume.deviceName,
      Ebs: {
        VolumeId: volume.id,
        Status: 'attached',
        AttachTime: instance.launchedAt,
        DeleteOnTermination: true,
      },
    })),
    NetworkInterfaces: isGone
      ? []
      : [
          {
            NetworkInterfaceId: `eni-${world.random.hex(
              `eni:${instance.id}`,
              17,
            )}`,
            SubnetId: instance.subnetId,
            VpcId: instance.vpcId,
            OwnerId: instance.account,
            Status: 'in-use',
            PrivateIpAddress: instance.privateIp,
            Groups: groups,
            Attachment: { DeviceIndex: 0, Status: 'attached' },
            PrivateIpAddresses: [
              { Primary: true, PrivateIpAddress: instance.privateIp },
            ],
          },
        ],
    Tags: tagList(instance.tags),
  };
}

function profileId(world: World, name: string): string {
  return world.random.alphanumeric(`profile:${name}`, 17).toUpperCase();
}
