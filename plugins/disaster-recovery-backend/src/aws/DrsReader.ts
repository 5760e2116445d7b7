import type { Drs as DrsClient } from '@aws-sdk/client-drs';
import type { AwsCaller } from './AwsCaller';
import type { AwsClock } from './AwsClock';
import { AwsOperationError } from './AwsOperationError';
import type { Connection } from './Connection';
import { gatherLookUps } from './gatherLookUps';
import { allPages, eachPage, inBatches } from './paging';
import { shareReading } from './shareReading';
import { toDrsJob, toDrsJobLogItem } from './toDrsJob';
import { toDrsLaunchConfiguration } from './toDrsLaunchConfiguration';
import { toRecoveryInstance } from './toRecoveryInstance';
import { toSourceServer } from './toSourceServer';
import type {
  DrsJob,
  DrsJobLogItem,
  DrsLaunchConfiguration,
  RecoveryInstance,
  SourceServer,
} from './types';

const PAGE_SIZE = 200;
const IDS_PER_FILTER = 200;
const JOB_IDS_PER_FILTER = 1000;

/** Which source servers are wanted: all, or those with one of the ids or of one of the machines. */
type Wanted = { ids: Set<string>; instanceIds: Set<string> } | undefined;

type Identified = Pick<SourceServer, 'id' | 'instanceId'>;

/** What any of them wants. */
function allOf(wants: Wanted[]): Wanted {
  const some = wants.flatMap(wanted => wanted ?? []);
  return some.length < wants.length
    ? undefined
    : {
        ids: new Set(some.flatMap(({ ids }) => [...ids])),
        instanceIds: new Set(
          some.flatMap(({ instanceIds }) => [...instanceIds]),
        ),
      };
}

function isWanted(wanted: Wanted, { id, instanceId }: Identified): boolean {
  return (
    wanted === undefined ||
    wanted.ids.has(id) ||
    (instanceId !== undefined && wanted.instanceIds.has(instanceId))
  );
}

/** What is read from DRS in one account and region, and the launch configuration, which may be written twice. */
export class DrsReader {
  protected readonly client: () => Promise<DrsClient>;
  protected readonly call: AwsCaller;
  protected readonly clock: AwsClock;

  constructor(connection: Connection) {
    this.client = connection.open(
      async () => (await import('@aws-sdk/client-drs')).Drs,
    );
    this.call = connection.call;
    this.clock = connection.clock;
  }

  async isInitialized(): Promise<boolean> {
    try {
      await this.call.read('DescribeSourceServers', async options =>
        (await this.client()).describeSourceServers({ maxResults: 1 }, options),
      );
      return true;
    } catch (error) {
      if (error instanceof AwsOperationError && error.isUninitialized) {
        return false;
      }
      throw error;
    }
  }

  readonly #lookUpSourceServers = gatherLookUps(
    ids => inBatches(ids, IDS_PER_FILTER, batch => this.#sourceServers(batch)),
    ({ id }: SourceServer) => id,
  );

  readonly #readSourceServers = shareReading((wants: Wanted[]) => {
    const all = allOf(wants);
    return this.#sourceServers(undefined, server => isWanted(all, server));
  }, isWanted);

  listSourceServers(filter?: {
    ids?: string[];
    instanceIds?: string[];
  }): Promise<SourceServer[]> {
    if (!filter) {
      return this.#readSourceServers(undefined);
    }
    const { ids = [], instanceIds = [] } = filter;
    return instanceIds.length === 0
      ? this.#lookUpSourceServers(ids)
      : this.#readSourceServers({
          ids: new Set(ids),
          instanceIds: new Set(instanceIds),
        });
  }

  /** What is not kept is read as well, but takes no room: a region may have tens of thousands. */
  async #sourceServers(
    sourceServerIDs: string[] | undefined,
    isKept: (server: Identified) => boolean = () => true,
  ): Promise<SourceServer[]> {
    const pages = eachPage(nextToken =>
      this.call.read('DescribeSourceServers', async options => {
        const page = await (
          await this.client()
        ).describeSourceServers(
          {
            filters: { sourceServerIDs },
            maxResults: PAGE_SIZE,
            nextToken,
          },
          options,
        );
        return { items: page.items, nextToken: page.nextToken };
      }),
    );
    const kept: SourceServer[] = [];
    for await (const page of pages) {
      for (const server of page) {
        const id = server.sourceServerID ?? '';
        const hints = server.sourceProperties?.identificationHints;
        if (isKept({ id, instanceId: hints?.awsInstanceID })) {
          kept.push(toSourceServer(server, this.clock));
        }
      }
    }
    return kept;
  }

  async listRecoveryInstances(filter: {
    ids?: string[];
    sourceServerIds?: string[];
  }): Promise<RecoveryInstance[]> {
    const read = async (filters: {
      recoveryInstanceIDs?: string[];
      sourceServerIDs?: string[];
    }) => {
      const found = await allPages(nextToken =>
        this.call.read('DescribeRecoveryInstances', async options => {
          const page = await (
            await this.client()
          ).describeRecoveryInstances(
            {
              filters,
              maxResults: PAGE_SIZE,
              nextToken,
            },
            options,
          );
          return { items: page.items, nextToken: page.nextToken };
        }),
      );
      return found.map(item => toRecoveryInstance(item, this.clock));
    };
    const { ids, sourceServerIds } = filter;
    if (ids) {
      const found = await inBatches(ids, IDS_PER_FILTER, batch =>
        read({ recoveryInstanceIDs: batch }),
      );
      return found.filter(
        instance =>
          !sourceServerIds || sourceServerIds.includes(instance.sourceServerId),
      );
    }
    return sourceServerIds
      ? inBatches(sourceServerIds, IDS_PER_FILTER, batch =>
          read({ sourceServerIDs: batch }),
        )
      : read({});
  }

  async listJobs(filter: { ids?: string[]; since?: Date }): Promise<DrsJob[]> {
    const read = (jobIDs?: string[]) =>
      allPages(nextToken =>
        this.call.read('DescribeJobs', async options => {
          const page = await (
            await this.client()
          ).describeJobs(
            {
              filters: { jobIDs, fromDate: filter.since?.toISOString() },
              maxResults: PAGE_SIZE,
              nextToken,
            },
            options,
          );
          return { items: page.items, nextToken: page.nextToken };
        }),
      );
    const jobs = filter.ids
      ? await inBatches(filter.ids, JOB_IDS_PER_FILTER, read)
      : await read();
    return jobs
      .map(job => toDrsJob(job, this.clock))
      .sort(
        (left, right) =>
          (right.createdAt?.getTime() ?? 0) - (left.createdAt?.getTime() ?? 0),
      );
  }

  async listJobLog(jobID: string): Promise<DrsJobLogItem[]> {
    const items = await allPages(nextToken =>
      this.call.read('DescribeJobLogItems', async options => {
        const page = await (
          await this.client()
        ).describeJobLogItems(
          {
            jobID,
            maxResults: PAGE_SIZE,
            nextToken,
          },
          options,
        );
        return { items: page.items, nextToken: page.nextToken };
      }),
    );
    return items.map(item => toDrsJobLogItem(item, this.clock));
  }

  async hasRecoverySnapshot(sourceServerID: string): Promise<boolean> {
    const pages = eachPage(nextToken =>
      this.call.read('DescribeRecoverySnapshots', async options => {
        const page = await (
          await this.client()
        ).describeRecoverySnapshots(
          {
            sourceServerID,
            maxResults: 1,
            order: 'DESC',
            nextToken,
          },
          options,
        );
        return { items: page.items, nextToken: page.nextToken };
      }),
    );
    for await (const items of pages) {
      if (items.length > 0) {
        return true;
      }
    }
    return false;
  }

  async getLaunchConfiguration(
    sourceServerID: string,
  ): Promise<DrsLaunchConfiguration> {
    const answer = await this.call.read(
      'GetLaunchConfiguration',
      async options =>
        (
          await this.client()
        ).getLaunchConfiguration({ sourceServerID }, options),
    );
    return toDrsLaunchConfiguration(sourceServerID, answer);
  }

  async updateLaunchConfiguration(
    configuration: Omit<DrsLaunchConfiguration, 'launchTemplateId' | 'name'>,
  ): Promise<DrsLaunchConfiguration> {
    const { sourceServerId, osByol } = configuration;
    const answer = await this.call.idempotent(
      'UpdateLaunchConfiguration',
      async options =>
        (
          await this.client()
        ).updateLaunchConfiguration(
          {
            sourceServerID: sourceServerId,
            launchDisposition: configuration.launchDisposition,
            targetInstanceTypeRightSizingMethod:
              configuration.rightSizingMethod,
            copyPrivateIp: configuration.copyPrivateIp,
            copyTags: configuration.copyTags,
            licensing: osByol === undefined ? undefined : { osByol },
          },
          options,
        ),
    );
    return toDrsLaunchConfiguration(sourceServerId, answer);
  }
}
