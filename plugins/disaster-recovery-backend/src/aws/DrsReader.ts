import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  type DrsClient,
  GetLaunchConfigurationCommand,
  UpdateLaunchConfigurationCommand,
} from '@aws-sdk/client-drs';
import type { AwsCaller } from './AwsCaller';
import type { AwsClock } from './AwsClock';
import { AwsOperationError } from './AwsOperationError';
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

/** What is read from DRS in one account and region, and the launch configuration, which may be written twice. */
export class DrsReader {
  readonly #client: DrsClient;
  readonly #call: AwsCaller;
  readonly #clock: AwsClock;

  constructor(client: DrsClient, call: AwsCaller, clock: AwsClock) {
    this.#client = client;
    this.#call = call;
    this.#clock = clock;
  }

  async isInitialized(): Promise<boolean> {
    try {
      await this.#call.read('DescribeSourceServers', options =>
        this.#client.send(
          new DescribeSourceServersCommand({ maxResults: 1 }),
          options,
        ),
      );
      return true;
    } catch (error) {
      if (
        error instanceof AwsOperationError &&
        error.failure.code === 'UninitializedAccountException'
      ) {
        return false;
      }
      throw error;
    }
  }

  readonly #lookUpSourceServers = gatherLookUps(
    ids => inBatches(ids, IDS_PER_FILTER, batch => this.#sourceServers(batch)),
    ({ id }: SourceServer) => id,
  );

  readonly #readSourceServers = shareReading(() => this.#sourceServers());

  listSourceServers(filter?: { ids?: string[] }): Promise<SourceServer[]> {
    return filter?.ids
      ? this.#lookUpSourceServers(filter.ids)
      : this.#readSourceServers();
  }

  async #sourceServers(sourceServerIDs?: string[]): Promise<SourceServer[]> {
    const servers = await allPages(nextToken =>
      this.#call.read('DescribeSourceServers', async options => {
        const page = await this.#client.send(
          new DescribeSourceServersCommand({
            filters: { sourceServerIDs },
            maxResults: PAGE_SIZE,
            nextToken,
          }),
          options,
        );
        return { items: page.items, nextToken: page.nextToken };
      }),
    );
    return servers.map(server => toSourceServer(server, this.#clock));
  }

  async listRecoveryInstances(filter: {
    ids?: string[];
    sourceServerIds?: string[];
  }): Promise<RecoveryInstance[]> {
    const read = (filters: {
      recoveryInstanceIDs?: string[];
      sourceServerIDs?: string[];
    }) =>
      allPages(nextToken =>
        this.#call.read('DescribeRecoveryInstances', async options => {
          const page = await this.#client.send(
            new DescribeRecoveryInstancesCommand({
              filters,
              maxResults: PAGE_SIZE,
              nextToken,
            }),
            options,
          );
          return { items: page.items, nextToken: page.nextToken };
        }),
      );
    const { ids, sourceServerIds } = filter;
    if (ids) {
      const found = await inBatches(ids, IDS_PER_FILTER, batch =>
        read({ recoveryInstanceIDs: batch }),
      );
      return found
        .map(item => toRecoveryInstance(item, this.#clock))
        .filter(
          instance =>
            !sourceServerIds ||
            sourceServerIds.includes(instance.sourceServerId),
        );
    }
    const found = sourceServerIds
      ? await inBatches(sourceServerIds, IDS_PER_FILTER, batch =>
          read({ sourceServerIDs: batch }),
        )
      : await read({});
    return found.map(item => toRecoveryInstance(item, this.#clock));
  }

  async listJobs(filter: { ids?: string[]; since?: Date }): Promise<DrsJob[]> {
    const read = (jobIDs?: string[]) =>
      allPages(nextToken =>
        this.#call.read('DescribeJobs', async options => {
          const page = await this.#client.send(
            new DescribeJobsCommand({
              filters: { jobIDs, fromDate: filter.since?.toISOString() },
              maxResults: PAGE_SIZE,
              nextToken,
            }),
            options,
          );
          return { items: page.items, nextToken: page.nextToken };
        }),
      );
    const jobs = filter.ids
      ? await inBatches(filter.ids, JOB_IDS_PER_FILTER, read)
      : await read();
    return jobs
      .map(job => toDrsJob(job, this.#clock))
      .sort(
        (left, right) =>
          (right.createdAt?.getTime() ?? 0) - (left.createdAt?.getTime() ?? 0),
      );
  }

  async listJobLog(jobID: string): Promise<DrsJobLogItem[]> {
    const items = await allPages(nextToken =>
      this.#call.read('DescribeJobLogItems', async options => {
        const page = await this.#client.send(
          new DescribeJobLogItemsCommand({
            jobID,
            maxResults: PAGE_SIZE,
            nextToken,
          }),
          options,
        );
        return { items: page.items, nextToken: page.nextToken };
      }),
    );
    return items.map(item => toDrsJobLogItem(item, this.#clock));
  }

  async hasRecoverySnapshot(sourceServerID: string): Promise<boolean> {
    const pages = eachPage(nextToken =>
      this.#call.read('DescribeRecoverySnapshots', async options => {
        const page = await this.#client.send(
          new DescribeRecoverySnapshotsCommand({
            sourceServerID,
            maxResults: 1,
            order: 'DESC',
            nextToken,
          }),
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
    const answer = await this.#call.read('GetLaunchConfiguration', options =>
      this.#client.send(
        new GetLaunchConfigurationCommand({ sourceServerID }),
        options,
      ),
    );
    return toDrsLaunchConfiguration(sourceServerID, answer);
  }

  async updateLaunchConfiguration(
    configuration: Omit<DrsLaunchConfiguration, 'launchTemplateId' | 'name'>,
  ): Promise<DrsLaunchConfiguration> {
    const { sourceServerId, osByol } = configuration;
    const answer = await this.#call.idempotent(
      'UpdateLaunchConfiguration',
      options =>
        this.#client.send(
          new UpdateLaunchConfigurationCommand({
            sourceServerID: sourceServerId,
            launchDisposition: configuration.launchDisposition,
            targetInstanceTypeRightSizingMethod:
              configuration.rightSizingMethod,
            copyPrivateIp: configuration.copyPrivateIp,
            copyTags: configuration.copyTags,
            licensing: osByol === undefined ? undefined : { osByol },
          }),
          options,
        ),
    );
    return toDrsLaunchConfiguration(sourceServerId, answer);
  }
}
