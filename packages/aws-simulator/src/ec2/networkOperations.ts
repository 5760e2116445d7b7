import { Call, Operations, read } from '../Call';
import { ec2Error, invalidToken } from './errors';
import { applyFilters, FilterValues, tagList, tagValues } from './filters';
import { REGIONS, zonesOf } from './regions';

/** A describe of things that have ids and names: by id, filtered, in pages. */
function describe<Item extends { id: string; name: string }>(
  call: Call,
  input: Record<string, any>,
  all: Record<string, Item>,
  ids: string[] | undefined,
  notFound: (id: string) => Error,
  valuesOf: FilterValues<Item>,
): { items: Item[]; nextToken?: string } {
  const chosen = ids?.length
    ? ids.map(id => {
        if (!all[id]) throw notFound(id);
        return all[id];
      })
    : Object.values(all);
  const found = applyFilters(
    chosen,
    input.Filters,
    (item, name) =>
      valuesOf(item, name) ?? tagValues({ Name: item.name }, name),
  );
  return call.page(found, item => item.id, {
    token: input.NextToken,
    size: input.MaxResults ?? 1000,
    query: input.Filters,
    invalidToken,
  });
}

export const networkOperations: Operations = {
  DescribeVpcs: read((input, call) => {
    const page = describe(
      call,
      input,
      call.state.ec2.vpcs,
      input.VpcIds,
      id =>
        ec2Error('InvalidVpcID.NotFound', `The vpc ID '${id}' does not exist`),
      (vpc, name) =>
        ({
          'vpc-id': [vpc.id],
          cidr: [vpc.cidr],
          'is-default': [String(vpc.isDefault ?? false)],
          isDefault: [String(vpc.isDefault ?? false)],
        }[name]),
    );
    return {
      Vpcs: page.items.map(vpc => ({
        VpcId: vpc.id,
        CidrBlock: vpc.cidr,
        State: 'available',
        IsDefault: vpc.isDefault ?? false,
        OwnerId: call.account,
        Tags: tagList({ Name: vpc.name }),
      })),
      NextToken: page.nextToken,
    };
  }),

  DescribeSubnets: read((input, call) => {
    const page = describe(
      call,
      input,
      call.state.ec2.subnets,
      input.SubnetIds,
      id =>
        ec2Error(
          'InvalidSubnetID.NotFound',
          `The subnet ID '${id}' does not exist`,
        ),
      (subnet, name) =>
        ({
          'subnet-id': [subnet.id],
          'vpc-id': [subnet.vpcId],
          'availability-zone': [subnet.availabilityZone],
        }[name]),
    );
    return {
      Subnets: page.items.map(subnet => ({
        SubnetId: subnet.id,
        SubnetArn: `arn:aws:ec2:${call.region}:${call.account}:subnet/${subnet.id}`,
        VpcId: subnet.vpcId,
        AvailabilityZone: subnet.availabilityZone,
        CidrBlock: subnet.cidr,
        State: 'available',
        AvailableIpAddressCount: 200,
        DefaultForAz: false,
        MapPublicIpOnLaunch: false,
        OwnerId: call.account,
        Tags: tagList({ Name: subnet.name }),
      })),
      NextToken: page.nextToken,
    };
  }),

  DescribeSecurityGroups: read((input, call) => {
    const page = describe(
      call,
      input,
      call.state.ec2.securityGroups,
      input.GroupIds,
      id =>
        ec2Error(
          'InvalidGroup.NotFound',
          `The security group '${id}' does not exist`,
        ),
      (group, name) =>
        ({
          'group-id': [group.id],
          'group-name': [group.name],
          'vpc-id': [group.vpcId],
        }[name]),
    );
    return {
      SecurityGroups: page.items.map(group => ({
        GroupId: group.id,
        GroupName: group.name,
        Description: group.description,
        VpcId: group.vpcId,
        OwnerId: call.account,
        IpPermissions: [],
        IpPermissionsEgress: [],
        Tags: tagList({ Name: group.name }),
      })),
      NextToken: page.nextToken,
    };
  }),

  DescribeRegions: read((input, _call) => {
    const wanted: string[] = input.RegionNames ?? [];
    const unknown = wanted.find(name => !REGIONS.includes(name));
    if (unknown) {
      throw ec2Error(
        'InvalidParameterValue',
        `Invalid region names: ${unknown}`,
      );
    }
    return {
      Regions: REGIONS.filter(
        name => !wanted.length || wanted.includes(name),
      ).map(RegionName => ({
        RegionName,
        Endpoint: `ec2.${RegionName}.amazonaws.com`,
        OptInStatus: 'opt-in-not-required',
      })),
    };
  }),

  DescribeAvailabilityZones: read((input, call) => ({
    AvailabilityZones: applyFilters(
      zonesOf(call.region),
      input.Filters,
      (zone, name) =>
        ({
          'zone-name': [zone],
          'region-name': [call.region],
          state: ['available'],
        }[name]),
    )
      .filter(
        zone => !input.ZoneNames?.length || input.ZoneNames.includes(zone),
      )
      .map(ZoneName => ({
        ZoneName,
        ZoneId: `${call.region}-z${ZoneName.slice(-1)}`,
        RegionName: call.region,
        State: 'available',
        OptInStatus: 'opt-in-not-required',
        ZoneType: 'availability-zone',
        GroupName: call.region,
      })),
  })),
};
