import { RegionState } from './types';

/** A region in which an account has nothing yet. */
export function emptyRegion(account: string, region: string): RegionState {
  return {
    account,
    region,
    drs: {
      initialized: false,
      sourceServers: {},
      recoveryInstances: {},
      jobs: {},
      replicationTemplates: {},
      launchTemplates: {},
    },
    ec2: {
      vpcs: {},
      subnets: {},
      securityGroups: {},
      instances: {},
      launchTemplates: {},
    },
    ssm: { documents: {}, commands: {}, automations: {} },
    logs: { groups: {} },
  };
}
