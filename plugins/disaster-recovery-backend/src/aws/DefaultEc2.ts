import { randomUUID } from 'node:crypto';
import type { EC2, LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import type { AwsCaller } from './AwsCaller';
import type { AwsClock } from './AwsClock';
import type { Connection } from './Connection';
import {
  changedTemplateData,
  toLaunchTemplateSettings,
} from './launchTemplate';
import { gatherLookUps } from './gatherLookUps';
import { allPages, eachPage, inBatches } from './paging';
import { requireAnswer } from './requireAnswer';
import { toEc2Instance } from './toEc2Instance';
import type {
  Ec2,
  Ec2Instance,
  LaunchTemplateChange,
  LaunchTemplateSettings,
} from './types';

const VALUES_PER_FILTER = 200;
const PAGE_SIZE = 1000;
const TEMPLATE_PAGE_SIZE = 200;

/**
 * EC2 in one account and region.
 *
 * @remarks
 * Things are looked up by filter and not by id: EC2 refuses a whole list of ids for one that it does not know.
 */
export class DefaultEc2 implements Ec2 {
  readonly #client: () => Promise<EC2>;
  readonly #call: AwsCaller;
  readonly #clock: AwsClock;

  constructor(connection: Connection) {
    this.#client = connection.open(
      async () => (await import('@aws-sdk/client-ec2')).EC2,
    );
    this.#call = connection.call;
    this.#clock = connection.clock;
  }

  listInstances = gatherLookUps(
    ids => this.#findInstances(ids),
    ({ id }: Ec2Instance) => id,
  );

  async #findInstances(ids: string[]): Promise<Ec2Instance[]> {
    const instances = await inBatches(ids, VALUES_PER_FILTER, batch =>
      allPages(token =>
        this.#call.read('DescribeInstances', async options => {
          const page = await (
            await this.#client()
          ).describeInstances(
            {
              Filters: [{ Name: 'instance-id', Values: batch }],
              MaxResults: PAGE_SIZE,
              NextToken: token,
            },
            options,
          );
          const items = page.Reservations?.flatMap(
            reservation => reservation.Instances ?? [],
          );
          return { items, nextToken: page.NextToken };
        }),
      ),
    );
    return instances.map(item => toEc2Instance(item, this.#clock));
  }

  async rebootInstance(id: string) {
    await this.#call.effect('RebootInstances', async options =>
      (await this.#client()).rebootInstances({ InstanceIds: [id] }, options),
    );
  }

  async getDefaultLaunchTemplate(
    launchTemplateId: string,
  ): Promise<LaunchTemplateSettings> {
    return toLaunchTemplateSettings(
      await this.#defaultVersion(launchTemplateId),
    );
  }

  readonly #lookUpDefaultTemplates = gatherLookUps(
    ids => this.#findDefaultTemplates(ids),
    ({ launchTemplateId }: LaunchTemplateSettings) => launchTemplateId,
  );

  async findDefaultLaunchTemplates(launchTemplateIds: string[]) {
    const found = await this.#lookUpDefaultTemplates(launchTemplateIds);
    return new Map(found.map(one => [one.launchTemplateId, one]));
  }

  async #findDefaultTemplates(
    launchTemplateIds: string[],
  ): Promise<LaunchTemplateSettings[]> {
    const wanted = new Set(launchTemplateIds);
    const found = new Map<string, LaunchTemplateSettings>();
    // Without a template EC2 tells the default versions of all.
    const pages = eachPage(token =>
      this.#call.read('DescribeLaunchTemplateVersions', async options => {
        const page = await (
          await this.#client()
        ).describeLaunchTemplateVersions(
          {
            Versions: ['$Default'],
            MaxResults: TEMPLATE_PAGE_SIZE,
            NextToken: token,
          },
          options,
        );
        return {
          items: page.LaunchTemplateVersions,
          nextToken: page.NextToken,
        };
      }),
    );
    let read = 0;
    for await (const versions of pages) {
      for (const version of versions) {
        if (wanted.has(version.LaunchTemplateId ?? '')) {
          const settings = toLaunchTemplateSettings(version);
          found.set(settings.launchTemplateId, settings);
        }
      }
      read += 1;
      if (found.size === wanted.size || read >= wanted.size / 2) {
        break;
      }
    }
    return [...found.values()];
  }

  async updateDefaultLaunchTemplate(
    launchTemplateId: string,
    change: LaunchTemplateChange,
  ): Promise<LaunchTemplateSettings> {
    const before = await this.#defaultVersion(launchTemplateId);
    const { data, inherits } = changedTemplateData(
      before.LaunchTemplateData,
      change,
    );
    const request = {
      LaunchTemplateId: launchTemplateId,
      SourceVersion: inherits ? String(before.VersionNumber) : undefined,
      LaunchTemplateData: data,
      // The same token for each attempt at this one call: EC2 then makes one version.
      ClientToken: randomUUID(),
    };
    const created = await this.#call.idempotent(
      'CreateLaunchTemplateVersion',
      async options =>
        (await this.#client()).createLaunchTemplateVersion(request, options),
    );
    const version = requireAnswer(
      created.LaunchTemplateVersion,
      'CreateLaunchTemplateVersion',
    );
    await this.#call.idempotent('ModifyLaunchTemplate', async options =>
      (
        await this.#client()
      ).modifyLaunchTemplate(
        {
          LaunchTemplateId: launchTemplateId,
          DefaultVersion: String(version.VersionNumber),
        },
        options,
      ),
    );
    return toLaunchTemplateSettings(version);
  }

  async listSubnets(ids: string[]) {
    const subnets = await inBatches(ids, VALUES_PER_FILTER, batch =>
      allPages(token =>
        this.#call.read('DescribeSubnets', async options => {
          const page = await (
            await this.#client()
          ).describeSubnets(
            {
              Filters: [{ Name: 'subnet-id', Values: batch }],
              NextToken: token,
            },
            options,
          );
          return { items: page.Subnets, nextToken: page.NextToken };
        }),
      ),
    );
    return subnets.map(subnet => ({
      id: subnet.SubnetId ?? '',
      vpcId: subnet.VpcId ?? '',
      cidr: subnet.CidrBlock ?? '',
      availabilityZone: subnet.AvailabilityZone,
    }));
  }

  async listSecurityGroups(ids: string[]) {
    const groups = await inBatches(ids, VALUES_PER_FILTER, batch =>
      allPages(token =>
        this.#call.read('DescribeSecurityGroups', async options => {
          const page = await (
            await this.#client()
          ).describeSecurityGroups(
            {
              Filters: [{ Name: 'group-id', Values: batch }],
              NextToken: token,
            },
            options,
          );
          return { items: page.SecurityGroups, nextToken: page.NextToken };
        }),
      ),
    );
    return groups.map(group => ({
      id: group.GroupId ?? '',
      vpcId: group.VpcId ?? '',
    }));
  }

  async offersInstanceType(instanceType: string): Promise<boolean> {
    const offerings = await allPages(token =>
      this.#call.read('DescribeInstanceTypeOfferings', async options => {
        const page = await (
          await this.#client()
        ).describeInstanceTypeOfferings(
          {
            LocationType: 'region',
            Filters: [{ Name: 'instance-type', Values: [instanceType] }],
            NextToken: token,
          },
          options,
        );
        return { items: page.InstanceTypeOfferings, nextToken: page.NextToken };
      }),
    );
    return offerings.length > 0;
  }

  async #defaultVersion(
    launchTemplateId: string,
  ): Promise<LaunchTemplateVersion> {
    const answer = await this.#call.read(
      'DescribeLaunchTemplateVersions',
      async options =>
        (
          await this.#client()
        ).describeLaunchTemplateVersions(
          {
            LaunchTemplateId: launchTemplateId,
            Versions: ['$Default'],
          },
          options,
        ),
    );
    return requireAnswer(
      answer.LaunchTemplateVersions?.[0],
      'DescribeLaunchTemplateVersions',
    );
  }
}
