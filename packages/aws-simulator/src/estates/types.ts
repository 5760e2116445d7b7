import type { InstanceProfilePolicy, Tags } from '../ec2/types';
import type { SsmDocument } from '../ssm/types';
import type { WorldSettings } from '../world/types';

/** Where and how DRS protects an instance of an estate. */
export type ProtectionDefinition = {
  /** Region whose DRS holds the source server. */
  region: string;
  /** Account whose DRS holds it; the instance's own unless given. */
  account?: string;
  /** `s-` and 17 letters or digits; made from the instance's name unless given. */
  sourceServerId?: string;
  tags?: Tags;
  /** What the default version of its EC2 launch template holds; without it, only what DRS puts in. */
  launch?: {
    subnetId?: string;
    securityGroupIds?: string[];
    instanceProfile?: string;
    instanceType?: string;
  };
  launchConfiguration?: {
    copyPrivateIp?: boolean;
    copyTags?: boolean;
    targetInstanceTypeRightSizingMethod?: 'NONE' | 'BASIC' | 'IN_AWS';
  };
};

export type InstanceDefinition = {
  /** `i-` and 17 hexadecimal digits; made from the name unless given. */
  id?: string;
  /** Its Name tag and hostname. */
  name: string;
  os: string;
  platform: 'linux' | 'windows';
  instanceType: string;
  subnetId: string;
  privateIp: string;
  securityGroupIds: string[];
  instanceProfile?: string;
  /** Sizes in GiB, the boot volume first. */
  volumesGiB: number[];
  tags?: Tags;
  protection?: ProtectionDefinition;
};

export type RegionDefinition = {
  drsInitialized?: boolean;
  vpcs?: { id: string; cidr: string; name: string; isDefault?: boolean }[];
  subnets?: {
    id: string;
    vpcId: string;
    availabilityZone: string;
    cidr: string;
    name: string;
  }[];
  securityGroups?: {
    id: string;
    vpcId: string;
    name: string;
    description: string;
  }[];
  documents?: Omit<SsmDocument, 'createdAt' | 'owner'>[];
  instances?: InstanceDefinition[];
};

export type AccountDefinition = {
  id: string;
  name: string;
  /** Access keys that belong to the account; any secret will do. */
  accessKeys: string[];
  instanceProfiles?: { name: string; policies: InstanceProfilePolicy[] }[];
  regions: Record<string, RegionDefinition>;
};

/** What a simulated company has in AWS at the start. */
export type EstateDefinition = {
  name: string;
  description?: string;
  settings?: Partial<WorldSettings>;
  accounts: AccountDefinition[];
};
