import type { Agent } from '../agents/types';

export type Tags = Record<string, string>;

export type Vpc = {
  id: string;
  cidr: string;
  name: string;
  isDefault?: boolean;
};

export type Subnet = {
  id: string;
  vpcId: string;
  availabilityZone: string;
  cidr: string;
  name: string;
  /** The address that an instance in it got last. */
  lastAddress?: string;
};

export type SecurityGroup = {
  id: string;
  vpcId: string;
  name: string;
  description: string;
};

/** What the role in a profile lets its instances do. */
export type InstanceProfilePolicy = 'ssm' | 'drs';

export type InstanceProfile = {
  name: string;
  arn: string;
  policies: InstanceProfilePolicy[];
};

export type InstanceState =
  | 'pending'
  | 'running'
  | 'shutting-down'
  | 'terminated'
  | 'stopping'
  | 'stopped';

export type Volume = {
  id: string;
  /** /dev/sda1, /dev/xvdf… */
  deviceName: string;
  bytes: number;
  type: string;
};

/** An EC2 instance, with what goes on inside it. */
export type Instance = {
  id: string;
  account: string;
  region: string;
  availabilityZone: string;
  vpcId: string;
  subnetId: string;
  privateIp: string;
  securityGroupIds: string[];
  instanceProfileName?: string;
  instanceType: string;
  platform: 'linux' | 'windows';
  /** Full name of the operating system. */
  os: string;
  hostname: string;
  tags: Tags;
  volumes: Volume[];
  state: InstanceState;
  stateReason?: string;
  launchedAt: number;
  /** When describes begin to show it. */
  visibleAt: number;
  terminatedAt?: number;
  /** How often it has booted; a reboot in flight carries the number that it will have. */
  bootCount: number;
  /** When its operating system last came up; undefined while it is not up. */
  upSince?: number;
  /** When the operating system was last seen up, while it is not. */
  downSince?: number;
  /** When its SSM agent first registered; it must have a profile that allows it. */
  ssmRegisteredAt?: number;
  /** When its SSM agent first pinged after the last boot. */
  ssmOnlineSince?: number;
  agent?: Agent;
};

export type LaunchTemplateVersion = {
  number: number;
  createdAt: number;
  description?: string;
  data: Record<string, any>;
};

export type LaunchTemplate = {
  id: string;
  name: string;
  createdAt: number;
  defaultVersion: number;
  latestVersion: number;
  versions: LaunchTemplateVersion[];
  tags: Tags;
};

export type Ec2State = {
  vpcs: Record<string, Vpc>;
  subnets: Record<string, Subnet>;
  securityGroups: Record<string, SecurityGroup>;
  instances: Record<string, Instance>;
  launchTemplates: Record<string, LaunchTemplate>;
};
