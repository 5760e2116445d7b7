import { Call, Operations, read } from '../Call';
import { Instance } from '../ec2/types';
import { AwsError } from '../wire/AwsError';
import { isManaged, lastPing, pingStatus } from './nodes';

type Filter = { key: string; values: string[] };

function readFilters(input: Record<string, any>): Filter[] {
  return [
    ...(input.Filters ?? []).map((filter: any) => ({
      key: filter.Key,
      values: filter.Values,
    })),
    ...(input.InstanceInformationFilterList ?? []).map((filter: any) => ({
      key: filter.key,
      values: filter.valueSet,
    })),
  ];
}

function platformType(instance: Instance): string {
  return instance.platform === 'windows' ? 'Windows' : 'Linux';
}

function matches(call: Call, instance: Instance, filter: Filter): boolean {
  const { key, values } = filter;
  if (key === 'tag-key') return values.some(name => name in instance.tags);
  if (key.startsWith('tag:'))
    return values.includes(instance.tags[key.slice(4)]);
  const actual: Record<string, string> = {
    InstanceIds: instance.id,
    PingStatus: pingStatus(instance, call.now),
    PlatformTypes: platformType(instance),
    ResourceType: 'EC2Instance',
    IamRole: instance.instanceProfileName ?? '',
    AgentVersion: '3.3.1230.0',
    AssociationStatus: '',
    ActivationIds: '',
    SourceIds: '',
    SourceTypes: 'AWS::EC2::Instance',
  };
  if (!(key in actual)) {
    throw new AwsError(
      'InvalidFilterKey',
      `The specified filter key ${key} is not valid.`,
    );
  }
  return values.includes(actual[key]);
}

export function invalidToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The specified token is not valid.');
}

export const nodeOperations: Operations = {
  DescribeInstanceInformation: read((input, call) => {
    const filters = readFilters(input);
    const { instances } = call.state.ec2;
    // An id of nobody's fails the whole call; an instance that is not managed is just not there.
    const stranger = filters
      .filter(filter => filter.key === 'InstanceIds')
      .flatMap(filter => filter.values)
      .find(id => !instances[id]);
    if (stranger) {
      throw new AwsError(
        'InvalidInstanceId',
        `The specified instance ID ${stranger} is not valid.`,
      );
    }
    const nodes = Object.values(instances).filter(
      instance =>
        isManaged(call.world, instance) &&
        filters.every(filter => matches(call, instance, filter)),
    );
    const page = call.page(nodes, node => node.id, {
      token: input.NextToken,
      size: input.MaxResults ?? 10,
      query: filters,
      invalidToken,
    });
    return {
      InstanceInformationList: page.items.map(instance => ({
        InstanceId: instance.id,
        PingStatus: pingStatus(instance, call.now),
        LastPingDateTime: lastPing(instance, call.now),
        AgentVersion: '3.3.1230.0',
        IsLatestVersion: true,
        PlatformType: platformType(instance),
        PlatformName: instance.os,
        PlatformVersion: instance.os.match(/[\d.]+/)?.[0] ?? '',
        ResourceType: 'EC2Instance',
        IPAddress: instance.privateIp,
        ComputerName: instance.hostname,
        SourceId: instance.id,
        SourceType: 'AWS::EC2::Instance',
      })),
      NextToken: page.nextToken,
    };
  }),
};
