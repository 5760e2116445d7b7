import { createHash } from 'node:crypto';
import { createServer } from '../drs/createServer';
import { referenceTo } from '../drs/replication';
import { Instance } from '../ec2/types';
import { newAccess } from '../iam/newAccess';
import { eventHandlers } from '../world/eventHandlers';
import { DEFAULT_SETTINGS } from '../world/defaultSettings';
import { emptyRegion } from '../world/emptyRegion';
import { RegionState } from '../world/types';
import { World } from '../world/World';
import {
  AccountDefinition,
  EstateDefinition,
  InstanceDefinition,
  ProtectionDefinition,
  RegionDefinition,
} from './types';

const GIB = 1024 ** 3;
const DAY_SECONDS = 86_400;

/** Ids of an estate follow from names, so that they are the same with every seed. */
function stableId(prefix: string, ...names: string[]): string {
  const hex = createHash('sha256').update(names.join('/')).digest('hex');
  return `${prefix}-${hex.slice(0, 17)}`;
}

function byKey<Item>(items: Item[] | undefined, keyOf: (item: Item) => string) {
  return Object.fromEntries((items ?? []).map(item => [keyOf(item), item]));
}

function deviceName(definition: InstanceDefinition, index: number): string {
  if (index === 0)
    return definition.platform === 'windows' ? '/dev/sda1' : '/dev/xvda';
  return definition.platform === 'windows'
    ? `xvd${'fghijk'[index - 1]}`
    : `/dev/sd${'fghijk'[index - 1]}`;
}

function buildRegion(
  world: World,
  account: AccountDefinition,
  region: string,
  definition: RegionDefinition,
): RegionState {
  const state = emptyRegion(account.id, region);
  state.drs.initialized = definition.drsInitialized ?? false;
  state.ec2.vpcs = byKey(definition.vpcs, vpc => vpc.id);
  state.ec2.subnets = byKey(definition.subnets, subnet => subnet.id);
  state.ec2.securityGroups = byKey(
    definition.securityGroups,
    group => group.id,
  );
  state.ssm.documents = byKey(
    definition.documents?.map(document => ({
      ...document,
      owner: account.id,
      createdAt: world.now - 30 * DAY_SECONDS * 1000,
    })),
    document => document.name,
  );
  if (state.drs.initialized) {
    const firstSubnet = definition.subnets?.[0]?.id;
    const id = stableId('rct', account.id, region);
    state.drs.replicationTemplates[id] = {
      replicationConfigurationTemplateID: id,
      arn: `arn:aws:drs:${region}:${account.id}:replication-configuration-template/${id}`,
      stagingAreaSubnetId: firstSubnet,
      associateDefaultSecurityGroup: true,
      replicationServersSecurityGroupsIDs: [],
      replicationServerInstanceType: 't3.small',
      useDedicatedReplicationServer: false,
      defaultLargeStagingDiskType: 'AUTO',
      ebsEncryption: 'DEFAULT',
      bandwidthThrottling: 0,
      dataPlaneRouting: 'PRIVATE_IP',
      createPublicIP: false,
      stagingAreaTags: {},
      pitPolicy: [
        {
          ruleID: 1,
          units: 'MINUTE',
          interval: 10,
          retentionDuration: 60,
          enabled: true,
        },
        {
          ruleID: 2,
          units: 'HOUR',
          interval: 1,
          retentionDuration: 24,
          enabled: true,
        },
        {
          ruleID: 3,
          units: 'DAY',
          interval: 1,
          retentionDuration: 7,
          enabled: true,
        },
      ],
      autoReplicateNewDisks: true,
      tags: {},
    };
  }
  return state;
}

function buildInstance(
  world: World,
  state: RegionState,
  definition: InstanceDefinition,
): Instance {
  const id =
    definition.id ??
    stableId('i', state.account, state.region, definition.name);
  const subnet = state.ec2.subnets[definition.subnetId];
  if (!subnet) {
    throw new Error(
      `Instance ${definition.name} is in subnet ${definition.subnetId}, which ${state.region} of ${state.account} does not have`,
    );
  }
  const upSince = world.now - 12 * DAY_SECONDS * 1000;
  const profiles = world.state.accounts[state.account].instanceProfiles;
  const canUseSsm = definition.instanceProfile
    ? profiles[definition.instanceProfile]?.policies.includes('ssm')
    : false;
  const instance: Instance = {
    id,
    account: state.account,
    region: state.region,
    availabilityZone: subnet.availabilityZone,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    privateIp: definition.privateIp,
    securityGroupIds: definition.securityGroupIds,
    instanceProfileName: definition.instanceProfile,
    instanceType: definition.instanceType,
    platform: definition.platform,
    os: definition.os,
    hostname: definition.name,
    tags: { Name: definition.name, ...definition.tags },
    volumes: definition.volumesGiB.map((size, index) => ({
      id: stableId('vol', id, String(index)),
      deviceName: deviceName(definition, index),
      bytes: size * GIB,
      type: 'gp3',
    })),
    state: 'running',
    launchedAt: world.now - 200 * DAY_SECONDS * 1000,
    visibleAt: 0,
    bootCount: 1,
    upSince,
    ssmRegisteredAt: canUseSsm ? upSince : undefined,
    ssmOnlineSince: canUseSsm ? upSince + 30_000 : undefined,
  };
  state.ec2.instances[id] = instance;
  return instance;
}

/** Protects an instance as if its agent had been replicating for weeks. */
function protect(
  world: World,
  instance: Instance,
  protection: ProtectionDefinition,
): void {
  const owner = {
    account: protection.account ?? instance.account,
    region: protection.region,
  };
  const since = world.now - 20 * DAY_SECONDS * 1000;
  const id =
    protection.sourceServerId ??
    stableId('s', owner.account, owner.region, instance.hostname);
  const server = createServer(world, owner, instance, {
    direction: 'FAILOVER',
    tags: protection.tags ?? {},
    id,
    launchTemplateId: stableId('lt', id),
  });
  server.addedAt = since;
  server.visibleAt = 0;
  server.firstByteAt = since + 600_000;
  server.replication = {
    state: 'CONTINUOUS',
    since,
    epoch: 1,
    copied: 1,
    everSynced: true,
    snapshotsSince: since,
  };
  Object.assign(server.launchConfiguration, protection.launchConfiguration);
  const { launch } = protection;
  if (launch) {
    const { ec2 } = world.region(owner.account, owner.region);
    const template =
      ec2.launchTemplates[server.launchConfiguration.ec2LaunchTemplateID];
    template.versions.push({
      number: 2,
      createdAt: since,
      data: {
        ...template.versions[0].data,
        ...(launch.instanceType && { InstanceType: launch.instanceType }),
        ...(launch.instanceProfile && {
          IamInstanceProfile: { Name: launch.instanceProfile },
        }),
        NetworkInterfaces: [
          {
            DeviceIndex: 0,
            SubnetId: launch.subnetId,
            Groups: launch.securityGroupIds,
          },
        ],
      },
    });
    template.latestVersion = 2;
    template.defaultVersion = 2;
  }
  instance.agent = {
    mode: 'source',
    boundTo: referenceTo(server),
    checkedInAt: since,
  };
}

/** Builds the world that an estate describes. */
export function buildWorld(
  estate: EstateDefinition,
  options: { seed: number; now: number },
): World {
  const world = new World(
    {
      seed: options.seed,
      now: options.now,
      settings: { ...DEFAULT_SETTINGS, ...estate.settings },
      counters: {},
      accounts: {},
      accessKeys: {},
      access: newAccess(),
      outages: {},
      faults: [],
      events: [],
    },
    eventHandlers,
  );
  for (const account of estate.accounts) {
    world.state.accounts[account.id] = {
      id: account.id,
      name: account.name,
      instanceProfiles: byKey(
        account.instanceProfiles?.map(profile => ({
          ...profile,
          arn: `arn:aws:iam::${account.id}:instance-profile/${profile.name}`,
        })),
        profile => profile.name,
      ),
      regions: {},
    };
    for (const accessKey of account.accessKeys) {
      world.state.accessKeys[accessKey] = {
        account: account.id,
        arn: `arn:aws:iam::${account.id}:user/disaster-recovery-portal`,
        userId: `AIDA${accessKey.slice(4)}`,
      };
    }
    for (const [region, definition] of Object.entries(account.regions)) {
      world.state.accounts[account.id].regions[region] = buildRegion(
        world,
        account,
        region,
        definition,
      );
    }
  }
  for (const account of estate.accounts) {
    for (const [region, definition] of Object.entries(account.regions)) {
      for (const item of definition.instances ?? []) {
        const instance = buildInstance(
          world,
          world.region(account.id, region),
          item,
        );
        if (item.protection) protect(world, instance, item.protection);
      }
    }
  }
  return world;
}
