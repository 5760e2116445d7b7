import type {
  AvailableSourceServer,
  Page,
  SourceServerQuery,
} from '@internal/plugin-disaster-recovery-common';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Aws, SourceServer } from '../aws';
import { decodeCursor, encodeCursor } from '../database/cursor';
import { matchesTags } from './matchesTags';
import type { ProtectedServerStore, TakenServer } from './ProtectedServerStore';

const DEFAULT_LIMIT = 50;
const serverCursor = z.object({ after: z.string() });

function parseTags(tags: string[]): Record<string, string> {
  return Object.fromEntries(
    tags.map(tag => {
      const at = tag.indexOf('=');
      if (at < 1) {
        throw new InputError(`A tag is written key=value, and is '${tag}'`);
      }
      return [tag.slice(0, at), tag.slice(at + 1)];
    }),
  );
}

function mentions(server: SourceServer, text: string): boolean {
  const wanted = text.toLocaleLowerCase('en-US');
  const words = [
    server.id,
    server.hostname,
    server.fqdn,
    server.instanceId,
    ...Object.values(server.tags),
  ];
  return words.some(word => word?.toLocaleLowerCase('en-US').includes(wanted));
}

function toAvailable(
  server: SourceServer,
  holder: TakenServer | undefined,
): AvailableSourceServer {
  return {
    sourceServerId: server.id,
    hostname: server.hostname,
    originInstanceId: server.instanceId,
    originRegion: server.originRegion,
    originAccountId: server.originAccountId,
    platform: server.platform,
    tags: server.tags,
    dataReplicationState: server.replication.state,
    lagSeconds: server.replication.lagSeconds,
    takenBy: holder && { id: holder.groupId, name: holder.groupName },
  };
}

/** The source servers of a DRS, to choose from. */
export class SourceServerList {
  readonly #aws: Aws;
  readonly #servers: ProtectedServerStore;

  constructor(aws: Aws, servers: ProtectedServerStore) {
    this.#aws = aws;
    this.#servers = servers;
  }

  /**
   * One page of the source servers that match, by name, each with the group that has it.
   *
   * @throws AwsOperationError
   */
  async page(
    database: Knex,
    query: SourceServerQuery,
  ): Promise<Page<AvailableSourceServer>> {
    const { accountId, region, text, limit = DEFAULT_LIMIT } = query;
    const tags = parseTags([query.tag ?? []].flat());
    const { after } = query.cursor
      ? decodeCursor(query.cursor, serverCursor)
      : { after: '' };
    const keyOf = (server: SourceServer) =>
      `${server.hostname ?? server.id}\u0000${server.id}`;
    const all = await this.#aws
      .in({ accountId, region })
      .drs.listSourceServers();
    const matching = all
      .filter(
        server =>
          (!text || mentions(server, text)) &&
          (Object.keys(tags).length === 0 || matchesTags(server.tags, tags)),
      )
      .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
    const rest = matching.filter(server => keyOf(server) > after);
    const page = rest.slice(0, limit);
    const holders = await this.#servers.findHolders(
      database,
      { accountId, region },
      page.map(server => server.id),
    );
    const byServer = new Map(
      holders.map(holder => [holder.sourceServerId, holder]),
    );
    return {
      items: page.map(server => toAvailable(server, byServer.get(server.id))),
      totalItems: matching.length,
      nextCursor:
        rest.length > page.length
          ? encodeCursor({ after: keyOf(page[page.length - 1]) })
          : undefined,
    };
  }
}
