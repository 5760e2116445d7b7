import { Call, Operations, read, write } from '../Call';
import { ec2Error, invalidToken } from './errors';
import { applyFilters, tagValues } from './filters';
import { INSTANCE_TYPES } from './instanceTypes';
import { zonesOf } from './regions';
import { Tags } from './types';

/** Tags of whatever an id names, with its kind as EC2 calls it. */
function tagged(call: Call): Map<string, { kind: string; tags: Tags }> {
  const { ec2 } = call.state;
  const found = new Map<string, { kind: string; tags: Tags }>();
  for (const { id, tags } of Object.values(ec2.instances)) {
    found.set(id, { kind: 'instance', tags });
  }
  for (const { id, tags } of Object.values(ec2.launchTemplates)) {
    found.set(id, { kind: 'launch-template', tags });
  }
  return found;
}

export const otherOperations: Operations = {
  DescribeVolumes: read((input, call) => {
    const all = Object.values(call.state.ec2.instances).flatMap(instance =>
      instance.volumes.map(volume => ({ instance, volume })),
    );
    const wanted: string[] = input.VolumeIds ?? [];
    const missing = wanted.find(id => !all.some(item => item.volume.id === id));
    if (missing) {
      throw ec2Error(
        'InvalidVolume.NotFound',
        `The volume '${missing}' does not exist.`,
      );
    }
    const found = applyFilters(
      all.filter(item => !wanted.length || wanted.includes(item.volume.id)),
      input.Filters,
      ({ instance, volume }, name) =>
        ({
          'volume-id': [volume.id],
          'attachment.instance-id': [instance.id],
          'attachment.device': [volume.deviceName],
          'volume-type': [volume.type],
          status: ['in-use'],
        }[name] ?? tagValues(instance.tags, name)),
    );
    const page = call.page(found, item => item.volume.id, {
      token: input.NextToken,
      size: input.MaxResults ?? 500,
      query: input.Filters,
      invalidToken,
    });
    return {
      Volumes: page.items.map(({ instance, volume }) => ({
        VolumeId: volume.id,
        Size: Math.ceil(volume.bytes / 1024 ** 3),
        VolumeType: volume.type,
        State: 'in-use',
        Encrypted: true,
        AvailabilityZone: instance.availabilityZone,
        CreateTime: instance.launchedAt,
        Attachments: [
          {
            InstanceId: instance.id,
            VolumeId: volume.id,
            Device: volume.deviceName,
            State: 'attached',
            AttachTime: instance.launchedAt,
            DeleteOnTermination: true,
          },
        ],
      })),
      NextToken: page.nextToken,
    };
  }),

  CreateTags: write((input, call) => {
    const targets = tagged(call);
    for (const id of input.Resources) {
      if (!targets.has(id)) {
        throw ec2Error('InvalidID', `The ID '${id}' is not valid`);
      }
    }
    for (const id of input.Resources) {
      for (const { Key, Value } of input.Tags) {
        targets.get(id)!.tags[Key] = Value ?? '';
      }
    }
  }),

  DescribeTags: read((input, call) => {
    const all = [...tagged(call)].flatMap(([id, { kind, tags }]) =>
      Object.entries(tags).map(([key, value]) => ({ id, kind, key, value })),
    );
    const found = applyFilters(all, input.Filters, (tag, name) =>
      name.startsWith('tag:')
        ? tagValues({ [tag.key]: tag.value }, name)
        : {
            'resource-id': [tag.id],
            'resource-type': [tag.kind],
            key: [tag.key],
            value: [tag.value],
          }[name],
    );
    const page = call.page(found, tag => `${tag.id}/${tag.key}`, {
      token: input.NextToken,
      size: input.MaxResults ?? 1000,
      query: input.Filters,
      invalidToken,
    });
    return {
      Tags: page.items.map(tag => ({
        ResourceId: tag.id,
        ResourceType: tag.kind,
        Key: tag.key,
        Value: tag.value,
      })),
      NextToken: page.nextToken,
    };
  }),

  DescribeInstanceTypes: read((input, call) => {
    const wanted: string[] = input.InstanceTypes ?? [];
    const unknown = wanted.filter(
      name => !INSTANCE_TYPES.some(type => type.name === name),
    );
    if (unknown.length) {
      throw ec2Error(
        'InvalidInstanceType',
        `The following supplied instance types do not exist: [${unknown.join(
          ', ',
        )}]`,
      );
    }
    const found = applyFilters(
      INSTANCE_TYPES.filter(
        type => !wanted.length || wanted.includes(type.name),
      ),
      input.Filters,
      (type, name) =>
        ({
          'instance-type': [type.name],
          'current-generation': ['true'],
          'processor-info.supported-architecture': ['x86_64'],
        }[name]),
    );
    const page = call.page(found, type => type.name, {
      token: input.NextToken,
      size: input.MaxResults ?? 100,
      query: input.Filters,
      invalidToken,
    });
    return {
      InstanceTypes: page.items.map(type => ({
        InstanceType: type.name,
        CurrentGeneration: true,
        BareMetal: false,
        Hypervisor: 'nitro',
        ProcessorInfo: { SupportedArchitectures: ['x86_64'] },
        VCpuInfo: { DefaultVCpus: type.vcpus },
        MemoryInfo: { SizeInMiB: type.memoryMiB },
      })),
      NextToken: page.nextToken,
    };
  }),

  DescribeInstanceTypeOfferings: read((input, call) => {
    const byZone = input.LocationType === 'availability-zone';
    const places = byZone ? zonesOf(call.region) : [call.region];
    const all = places.flatMap(location =>
      INSTANCE_TYPES.map(type => ({ type: type.name, location })),
    );
    const found = applyFilters(
      all,
      input.Filters,
      (offering, name) =>
        ({
          'instance-type': [offering.type],
          location: [offering.location],
        }[name]),
    );
    const page = call.page(found, item => `${item.location}/${item.type}`, {
      token: input.NextToken,
      size: input.MaxResults ?? 1000,
      query: input.Filters,
      invalidToken,
    });
    return {
      InstanceTypeOfferings: page.items.map(item => ({
        InstanceType: item.type,
        LocationType: byZone ? 'availability-zone' : 'region',
        Location: item.location,
      })),
      NextToken: page.nextToken,
    };
  }),
};
