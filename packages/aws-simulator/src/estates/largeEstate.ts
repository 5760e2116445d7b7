import {
  EstateDefinition,
  InstanceDefinition,
  RegionDefinition,
} from './types';

const ACCOUNT = '111122223333';
const SERVERS_PER_APPLICATION = 20;
const TIERS = ['db', 'app', 'web'];

/** A number as hexadecimal digits, so that ids can be told by it. */
function digits(number: number): string {
  return number.toString(16).padStart(16, '0');
}

function network(second: number, count: number): RegionDefinition {
  const zone = second === 10 ? 'us-east-1' : 'us-west-2';
  const subnets = Math.ceil(count / 200);
  const vpcId = `vpc-${second}${digits(1).slice(1)}`;
  return {
    drsInitialized: true,
    vpcs: [{ id: vpcId, cidr: `10.${second}.0.0/16`, name: `${zone} network` }],
    subnets: Array.from({ length: subnets }, (_, index) => ({
      id: `subnet-${second}${digits(index + 1).slice(1)}`,
      vpcId,
      availabilityZone: `${zone}${'abc'[index % 3]}`,
      cidr: `10.${second}.${index}.0/24`,
      name: `servers-${index + 1}`,
    })),
    securityGroups: [
      {
        id: `sg-${second}${digits(1).slice(1)}`,
        vpcId,
        name: 'servers',
        description: 'All servers',
      },
    ],
  };
}

function server(
  number: number,
  origin: RegionDefinition,
  recovery: RegionDefinition,
): InstanceDefinition {
  const application = `application-${String(
    Math.floor(number / SERVERS_PER_APPLICATION) + 1,
  ).padStart(3, '0')}`;
  const tier = TIERS[number % TIERS.length];
  const block = Math.floor(number / 200);
  const tags = { Application: application, Tier: tier, Team: 'platform' };
  return {
    id: `i-0${digits(number + 1)}`,
    name: `${application}-${tier}-${(number % SERVERS_PER_APPLICATION) + 1}`,
    os: 'Amazon Linux 2023',
    platform: 'linux',
    instanceType: 'm5.large',
    subnetId: origin.subnets![block].id,
    privateIp: `10.10.${block}.${20 + (number % 200)}`,
    securityGroupIds: [origin.securityGroups![0].id],
    instanceProfile: 'server',
    volumesGiB: [30],
    tags,
    protection: {
      region: 'us-west-2',
      sourceServerId: `s-0${digits(number + 1)}`,
      tags,
      launch: {
        subnetId: recovery.subnets![block].id,
        securityGroupIds: [recovery.securityGroups![0].id],
        instanceProfile: 'server',
        instanceType: 'm5.large',
      },
      launchConfiguration: {
        targetInstanceTypeRightSizingMethod: 'NONE',
        copyTags: true,
      },
    },
  };
}

/** A company with many servers: applications of twenty, all of one account, us-east-1 protected in us-west-2. */
export function largeEstate(count: number): EstateDefinition {
  const origin = network(10, count);
  const recovery = network(20, count);
  origin.instances = Array.from({ length: count }, (_, number) =>
    server(number, origin, recovery),
  );
  return {
    name: `large:${count}`,
    accounts: [
      {
        id: ACCOUNT,
        name: 'large-production',
        accessKeys: ['AKIADEMOORDERS000001'],
        instanceProfiles: [{ name: 'server', policies: ['ssm', 'drs'] }],
        regions: { 'us-east-1': origin, 'us-west-2': recovery },
      },
    ],
  };
}
