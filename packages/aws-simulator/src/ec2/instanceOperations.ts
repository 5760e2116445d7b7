import { Call, Operations, read, write } from '../Call';
import { AwsError } from '../wire/AwsError';
import { ec2Error, instanceNotFound, invalidToken } from './errors';
import { applyFilters, Filter, tagValues } from './filters';
import { isUp, powerOn, reboot, stop, terminate } from './machine';
import { Instance } from './types';
import { viewInstance, viewState } from './viewInstance';

function filterValues(instance: Instance, name: string): string[] | undefined {
  const values: Record<string, (string | undefined)[]> = {
    'instance-id': [instance.id],
    'instance-state-name': [instance.state],
    'instance-type': [instance.instanceType],
    'availability-zone': [instance.availabilityZone],
    'subnet-id': [instance.subnetId],
    'network-interface.subnet-id': [instance.subnetId],
    'vpc-id': [instance.vpcId],
    'private-ip-address': [instance.privateIp],
    'instance.group-id': instance.securityGroupIds,
    platform: [instance.platform === 'windows' ? 'windows' : undefined],
    'iam-instance-profile.arn': [
      instance.instanceProfileName &&
        `arn:aws:iam::${instance.account}:instance-profile/${instance.instanceProfileName}`,
    ],
  };
  return (
    values[name]?.filter(value => value !== undefined) ??
    tagValues(instance.tags, name)
  );
}

/** The instances of these ids, or EC2's error for those that do not exist. */
function instancesOf(call: Call, ids: string[]): Instance[] {
  const malformed = ids.find(id => !/^i-[0-9a-f]{8,17}$/.test(id));
  if (malformed) {
    throw ec2Error('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  }
  const missing = ids.filter(id => {
    const instance = call.state.ec2.instances[id];
    return !instance || instance.visibleAt > call.now;
  });
  if (missing.length > 0) throw instanceNotFound(missing);
  return ids.map(id => call.state.ec2.instances[id]);
}

function select(
  call: Call,
  input: { InstanceIds?: string[]; Filters?: Filter[] },
): Instance[] {
  const instances = input.InstanceIds?.length
    ? instancesOf(call, input.InstanceIds)
    : Object.values(call.state.ec2.instances).filter(
        instance => instance.visibleAt <= call.now,
      );
  return applyFilters(instances, input.Filters, filterValues);
}

function assertIdsOrPages(input: {
  InstanceIds?: string[];
  MaxResults?: number;
}) {
  if (input.InstanceIds?.length && input.MaxResults !== undefined) {
    throw ec2Error(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    );
  }
  if (input.MaxResults !== undefined && input.MaxResults < 5) {
    throw ec2Error(
      'InvalidParameterValue',
      `Value ( ${input.MaxResults} ) for parameter maxResults is invalid. Expecting a value greater than 5.`,
    );
  }
}

function page<Item extends { id: string }>(
  call: Call,
  input: { MaxResults?: number; NextToken?: string; Filters?: Filter[] },
  items: Item[],
) {
  return call.page(items, item => item.id, {
    token: input.NextToken,
    size: Math.min(input.MaxResults ?? 1000, 1000),
    query: input.Filters,
    invalidToken,
  });
}

function assertState(
  instances: Instance[],
  allowed: string[],
  verb: string,
): void {
  const wrong = instances.find(instance => !allowed.includes(instance.state));
  if (wrong) {
    throw new AwsError(
      'IncorrectInstanceState',
      `The instance '${wrong.id}' is not in a state from which it can be ${verb}.`,
    );
  }
}

function change(
  call: Call,
  ids: string[],
  allowed: string[],
  verb: string,
  act: (instance: Instance) => void,
) {
  const instances = instancesOf(call, ids);
  assertState(instances, allowed, verb);
  return instances.map(instance => {
    const PreviousState = viewState(instance.state);
    act(instance);
    return {
      InstanceId: instance.id,
      PreviousState,
      CurrentState: viewState(instance.state),
    };
  });
}

const ALIVE = ['pending', 'running', 'stopping', 'stopped'];

export const instanceOperations: Operations = {
  DescribeInstances: read((input, call) => {
    assertIdsOrPages(input);
    const result = page(call, input, select(call, input));
    return {
      Reservations: result.items.map(instance => ({
        ReservationId: `r-${call.world.random.hex(`r:${instance.id}`, 17)}`,
        OwnerId: instance.account,
        Groups: [],
        Instances: [viewInstance(call.world, instance)],
      })),
      NextToken: result.nextToken,
    };
  }),

  DescribeInstanceStatus: read((input, call) => {
    assertIdsOrPages(input);
    const instances = select(call, input).filter(
      instance => input.IncludeAllInstances || instance.state === 'running',
    );
    const result = page(call, input, instances);
    return {
      InstanceStatuses: result.items.map(instance => {
        const health = instanceHealth(instance);
        const details = [
          {
            Name: 'reachability',
            Status: health === 'ok' ? 'passed' : health,
          },
        ];
        return {
          InstanceId: instance.id,
          AvailabilityZone: instance.availabilityZone,
          InstanceState: viewState(instance.state),
          InstanceStatus: { Status: health, Details: details },
          SystemStatus: { Status: health, Details: details },
        };
      }),
      NextToken: result.nextToken,
    };
  }),

  RebootInstances: write((input, call) => {
    const instances = instancesOf(call, input.InstanceIds);
    assertState(
      instances,
      ['pending', 'running', 'stopping', 'stopped'],
      'rebooted',
    );
    instances.forEach(instance => reboot(call.world, instance));
  }),

  StartInstances: write((input, call) => ({
    StartingInstances: change(
      call,
      input.InstanceIds,
      ['stopped', 'pending', 'running'],
      'started',
      instance => {
        if (instance.state === 'stopped') powerOn(call.world, instance);
      },
    ),
  })),

  StopInstances: write((input, call) => ({
    StoppingInstances: change(
      call,
      input.InstanceIds,
      ALIVE,
      'stopped',
      instance => stop(call.world, instance, 'User initiated'),
    ),
  })),

  TerminateInstances: write((input, call) => ({
    TerminatingInstances: change(
      call,
      input.InstanceIds,
      [...ALIVE, 'shutting-down', 'terminated'],
      'terminated',
      instance => terminate(call.world, instance, 'User initiated'),
    ),
  })),
};

function instanceHealth(instance: Instance): string {
  if (instance.state !== 'running') return 'not-applicable';
  return isUp(instance) ? 'ok' : 'initializing';
}
