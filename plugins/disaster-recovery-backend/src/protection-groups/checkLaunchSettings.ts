import { BlockList, isIPv4 } from 'node:net';
import type { LaunchSettings } from '@internal/plugin-disaster-recovery-common';

/** What a region really has of what launch settings name. */
export interface LaunchFacts {
  region: string;
  subnets: Map<string, { vpcId: string; cidr: string }>;
  /** VPC by security group. */
  securityGroups: Map<string, string>;
  offeredTypes: Map<string, boolean>;
  instanceProfiles: Map<string, boolean>;
}

/** What stands against launching with some settings, in a sentence. */
export interface LaunchFinding {
  field: keyof LaunchSettings;
  message: string;
}

function addressNumber(address: string): number {
  return address
    .split('.')
    .reduce((number, part) => number * 256 + Number(part), 0);
}

/** Whether an instance can have the address: it is in the subnet, and not one of the five that AWS keeps. */
export function isUsableAddress(address: string, cidr: string): boolean {
  const [network, bits] = cidr.split('/');
  if (!isIPv4(address) || !isIPv4(network)) {
    return false;
  }
  const subnet = new BlockList();
  subnet.addSubnet(network, Number(bits));
  const size = 2 ** (32 - Number(bits));
  const index = addressNumber(address) % size;
  return subnet.check(address) && index >= 4 && index < size - 1;
}

function checkNetwork(
  settings: LaunchSettings,
  facts: LaunchFacts,
): LaunchFinding[] {
  const { subnetId, securityGroupIds = [], staticPrivateIp } = settings;
  const subnet = subnetId ? facts.subnets.get(subnetId) : undefined;
  const findings: LaunchFinding[] = [];
  if (subnetId && !subnet) {
    findings.push({
      field: 'subnetId',
      message: `There is no subnet ${subnetId} in ${facts.region}.`,
    });
  }
  const vpcs = new Set<string>(subnet ? [subnet.vpcId] : []);
  for (const id of securityGroupIds) {
    const vpcId = facts.securityGroups.get(id);
    if (!vpcId) {
      findings.push({
        field: 'securityGroupIds',
        message: `There is no security group ${id} in ${facts.region}.`,
      });
    } else if (vpcs.size > 0 && !vpcs.has(vpcId)) {
      findings.push({
        field: 'securityGroupIds',
        message: `Security group ${id} is in ${vpcId}, and ${
          subnet ? `subnet ${subnetId}` : 'another security group'
        } is in ${[...vpcs][0]}: they must be in the same VPC.`,
      });
    } else {
      vpcs.add(vpcId);
    }
  }
  if (
    staticPrivateIp &&
    subnet &&
    !isUsableAddress(staticPrivateIp, subnet.cidr)
  ) {
    findings.push({
      field: 'staticPrivateIp',
      message: `Subnet ${subnetId} (${subnet.cidr}) has no address ${staticPrivateIp} for an instance.`,
    });
  }
  return findings;
}

/** Checks settings against what the region has. An empty list is a good one. */
export function checkLaunchSettings(
  settings: LaunchSettings,
  facts: LaunchFacts,
): LaunchFinding[] {
  const { instanceType, instanceProfileArn } = settings;
  const findings = checkNetwork(settings, facts);
  if (instanceType && facts.offeredTypes.get(instanceType) === false) {
    findings.push({
      field: 'instanceType',
      message: `${facts.region} does not offer the instance type ${instanceType}.`,
    });
  }
  if (
    instanceProfileArn &&
    facts.instanceProfiles.get(instanceProfileArn) === false
  ) {
    findings.push({
      field: 'instanceProfileArn',
      message: `There is no instance profile ${instanceProfileArn}.`,
    });
  }
  return findings;
}
