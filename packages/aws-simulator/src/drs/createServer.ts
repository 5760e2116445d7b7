import { Instance, LaunchTemplate, Tags } from '../ec2/types';
import { World } from '../world/World';
import { LaunchConfiguration, SourceServer } from './types';

/** DRS makes an EC2 launch template for each server; it has no network in it. */
export function createLaunchTemplate(
  world: World,
  owner: { account: string; region: string },
  serverId: string,
  instanceType: string,
  id: string = world.id('lt'),
): LaunchTemplate {
  const template: LaunchTemplate = {
    id,
    name: `created-and-used-by-drs-${serverId}`,
    createdAt: world.now,
    defaultVersion: 1,
    latestVersion: 1,
    versions: [
      {
        number: 1,
        createdAt: world.now,
        data: {
          InstanceType: instanceType,
          TagSpecifications: [
            {
              ResourceType: 'instance',
              Tags: [
                {
                  Key: 'AWSElasticDisasterRecoverySourceServerID',
                  Value: serverId,
                },
              ],
            },
          ],
        },
      },
    ],
    tags: {
      AWSElasticDisasterRecoveryManaged: 'drs.amazonaws.com',
      AWSElasticDisasterRecoverySourceServerID: serverId,
    },
  };
  world.region(owner.account, owner.region).ec2.launchTemplates[template.id] =
    template;
  return template;
}

function defaultLaunchConfiguration(
  world: World,
  owner: { account: string; region: string },
  name: string,
  templateId: string,
): LaunchConfiguration {
  const [defaults] = Object.values(
    world.region(owner.account, owner.region).drs.launchTemplates,
  );
  return {
    name,
    ec2LaunchTemplateID: templateId,
    launchDisposition: defaults?.launchDisposition ?? 'STARTED',
    targetInstanceTypeRightSizingMethod:
      defaults?.targetInstanceTypeRightSizingMethod ?? 'BASIC',
    copyPrivateIp: defaults?.copyPrivateIp ?? false,
    copyTags: defaults?.copyTags ?? false,
    licensing: { osByol: defaults?.licensing?.osByol ?? false },
    postLaunchEnabled: false,
  };
}

function defaultReplicationConfiguration(
  world: World,
  owner: { account: string; region: string },
): Record<string, unknown> {
  const [template] = Object.values(
    world.region(owner.account, owner.region).drs.replicationTemplates,
  );
  const ofTheTemplate = ['arn', 'tags', 'replicationConfigurationTemplateID'];
  return Object.fromEntries(
    Object.entries(template ?? {}).filter(
      ([name]) => !ofTheTemplate.includes(name),
    ),
  );
}

/** The type that DRS recommends for a machine: what it has, in the recommender's own family. */
export function recommend(instanceType: string): string {
  const [, size = 'large'] = instanceType.split('.');
  return `c5.${
    ['nano', 'micro', 'small', 'medium'].includes(size) ? 'large' : size
  }`;
}

/** A source server for an instance, not replicating yet. */
export function createServer(
  world: World,
  owner: { account: string; region: string },
  instance: Instance,
  options: {
    direction: 'FAILOVER' | 'FAILBACK';
    tags: Tags;
    id?: string;
    launchTemplateId?: string;
    /** What it is called; a reversed server keeps the name of the first. */
    hostname?: string;
  },
): SourceServer {
  const id = options.id ?? world.id('s');
  const recommended = recommend(instance.instanceType);
  const template = createLaunchTemplate(
    world,
    owner,
    id,
    recommended,
    options.launchTemplateId,
  );
  const hostname = options.hostname ?? instance.hostname;
  const server: SourceServer = {
    id,
    account: owner.account,
    region: owner.region,
    tags: options.tags,
    direction: options.direction,
    machine: {
      account: instance.account,
      region: instance.region,
      instanceId: instance.id,
    },
    hostname,
    fqdn: `${hostname}.${
      instance.region === 'us-east-1' ? 'ec2' : `${instance.region}.compute`
    }.internal`,
    os: instance.os,
    originAvailabilityZone: instance.availabilityZone,
    instanceType: instance.instanceType,
    recommendedInstanceType: recommended,
    privateIps: [instance.privateIp],
    disks: instance.volumes.map(volume => ({
      deviceName: volume.deviceName,
      bytes: volume.bytes,
    })),
    addedAt: world.now,
    visibleAt: world.visibleAt(id),
    replication: {
      state: 'STOPPED',
      since: world.now,
      epoch: 0,
      copied: 0,
      everSynced: false,
    },
    launchConfiguration: defaultLaunchConfiguration(
      world,
      owner,
      hostname,
      template.id,
    ),
    replicationConfiguration: defaultReplicationConfiguration(world, owner),
    launchCount: 0,
  };
  world.region(owner.account, owner.region).drs.sourceServers[id] = server;
  return server;
}
