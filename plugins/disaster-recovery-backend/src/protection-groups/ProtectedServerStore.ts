import { ConflictError } from '@backstage/errors';
import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { SourceServer } from '../aws';
import { SERVER_HEAD_COLUMNS, type ServerHead, type ServerRow } from './rows';

const ROWS_PER_INSERT = 500;

/** A server that another group has. */
export interface TakenServer {
  sourceServerId: string;
  groupId: string;
  groupName: string;
}

/** What is known of a server that a group is to hold: all of it, or only its id. */
export type KnownServer = Pick<SourceServer, 'id'> & Partial<SourceServer>;

const COLUMN_TYPES = {
  hostname: 'text',
  origin_instance_id: 'text',
  platform: 'text',
  tags: 'jsonb',
  data_replication_state: 'text',
  lag_seconds: 'double precision',
  observed_at: 'timestamptz',
  captured: 'jsonb',
  captured_at: 'timestamptz',
  capture_error: 'jsonb',
  drift: 'jsonb',
  drift_checked_at: 'timestamptz',
  applied_at: 'timestamptz',
  apply_error: 'jsonb',
} as const;

/** New values of some columns of one server; all changes that are written together have the same columns. */
export type ServerChange = { source_server_id: string } & Partial<
  Record<keyof typeof COLUMN_TYPES, unknown>
>;

/** Which machine it is, as columns. */
function identityColumns(server: KnownServer) {
  return {
    hostname: server.hostname ?? server.fqdn ?? null,
    origin_instance_id: server.instanceId ?? null,
    platform: server.platform ?? null,
  };
}

/** What is read off a source server, as columns. */
export function observedColumns(server: SourceServer, at: Date | Knex.Raw) {
  return {
    ...identityColumns(server),
    tags: server.tags,
    data_replication_state: server.replication.state ?? null,
    lag_seconds: server.replication.lagSeconds ?? null,
    observed_at: at,
  };
}

function isObserved(server: KnownServer): server is SourceServer {
  return server.replication !== undefined;
}

/** What is observed is newer than what was known; what is only known does not take the place of what was observed. */
function mergedColumns(database: Knex, server: KnownServer) {
  const columns = isObserved(server)
    ? Object.keys(observedColumns(server, database.fn.now()))
    : Object.keys(identityColumns(server));
  return Object.fromEntries(
    columns.map(column => [
      column,
      isObserved(server)
        ? database.raw('excluded.??', [column])
        : database.raw('coalesce(protected_servers.??, excluded.??)', [
            column,
            column,
          ]),
    ]),
  );
}

/** The servers of groups, as last resolved and observed. */
export class ProtectedServerStore {
  async list(database: Knex, groupIds: string[]): Promise<ServerRow[]> {
    return database<ServerRow>('protected_servers')
      .whereIn('group_id', groupIds)
      .orderBy([{ column: 'hostname', nulls: 'last' }, 'source_server_id']);
  }

  /** What a list needs to know of them: neither what was captured nor what has drifted is read. */
  async listHeads(database: Knex, groupIds: string[]): Promise<ServerHead[]> {
    return database('protected_servers')
      .whereIn('group_id', groupIds)
      .select(
        ...SERVER_HEAD_COLUMNS,
        database.raw('captured IS NOT NULL AS is_captured'),
        database.raw('jsonb_array_length(drift) > 0 AS has_drifted'),
      );
  }

  /** How many servers each group holds. */
  async count(
    database: Knex,
    groupIds: string[],
  ): Promise<Map<string, number>> {
    const rows: { group_id: string; count: string }[] = await database(
      'protected_servers',
    )
      .whereIn('group_id', groupIds)
      .groupBy('group_id')
      .select('group_id')
      .count();
    return new Map(rows.map(row => [row.group_id, Number(row.count)]));
  }

  /** Which of these servers have a group. */
  async findHolders(
    database: Knex,
    { accountId, region }: AccountRegion,
    sourceServerIds: string[],
  ): Promise<TakenServer[]> {
    return database('protected_servers as server')
      .join('protection_groups as holder', 'holder.id', 'server.group_id')
      .where({ 'server.account_id': accountId, 'server.region': region })
      .whereRaw('server.source_server_id = any(?)', [sourceServerIds])
      .select({
        sourceServerId: 'server.source_server_id',
        groupId: 'holder.id',
        groupName: 'holder.name',
      });
  }

  /**
   * Makes a group hold exactly these servers. What is known of those that it held before stays, as do those of them that are
   * `kept` although they are not among its servers now.
   *
   * @throws ConflictError that names the group which has one of them
   */
  async replace(
    transaction: Knex.Transaction,
    group: { id: string } & AccountRegion,
    servers: KnownServer[],
    kept: string[] = [],
  ): Promise<void> {
    const { id, accountId, region } = group;
    await transaction('protected_servers')
      .where({ group_id: id })
      .whereNot(held =>
        held
          .where({ account_id: accountId, region })
          .whereRaw('source_server_id = any(?)', [
            [...servers.map(s => s.id), ...kept],
          ]),
      )
      .delete();
    await this.refuseTaken(transaction, group, servers);
    const at = transaction.fn.now();
    const rows = servers.map(server => ({
      account_id: accountId,
      region,
      source_server_id: server.id,
      group_id: id,
      ...(isObserved(server)
        ? observedColumns(server, at)
        : identityColumns(server)),
    }));
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await transaction('protected_servers')
        .insert(rows.slice(start, start + ROWS_PER_INSERT))
        .onConflict(['account_id', 'region', 'source_server_id'])
        .merge(mergedColumns(transaction, servers[0]))
        // A server that another group took meanwhile is not taken from it, and is found by the check below.
        .where('protected_servers.group_id', id);
    }
    await this.refuseTaken(transaction, group, servers);
  }

  /** @throws ConflictError that names the servers, and the groups that have them */
  async refuseTaken(
    database: Knex,
    group: { id?: string } & AccountRegion,
    servers: KnownServer[],
  ): Promise<void> {
    const holders = await this.findHolders(
      database,
      group,
      servers.map(server => server.id),
    );
    const taken = holders.filter(holder => holder.groupId !== group.id);
    if (taken.length > 0) {
      const names = new Map(servers.map(s => [s.id, s.hostname ?? s.id]));
      const list = taken.map(
        ({ sourceServerId, groupName }) =>
          `${names.get(sourceServerId)} is in "${groupName}"`,
      );
      throw new ConflictError(
        `A server can be in one Protection Group only: ${list.join('; ')}`,
      );
    }
  }

  /** Writes columns of many servers at once; rows that are gone are passed over. */
  async updateMany(
    database: Knex,
    { accountId, region }: AccountRegion,
    changes: ServerChange[],
  ): Promise<void> {
    if (changes.length === 0) {
      return;
    }
    const columns = Object.keys(changes[0]).filter(
      column => column !== 'source_server_id',
    ) as (keyof typeof COLUMN_TYPES)[];
    const types = columns.map(column => `${column} ${COLUMN_TYPES[column]}`);
    await database.raw(
      `UPDATE protected_servers AS server
       SET ${columns.map(column => `${column} = change.${column}`).join(', ')}
       FROM jsonb_to_recordset(?::jsonb) AS change(source_server_id text, ${types.join(
         ', ',
       )})
       WHERE server.account_id = ? AND server.region = ?
         AND server.source_server_id = change.source_server_id`,
      [JSON.stringify(changes), accountId, region],
    );
  }

  /** Gives a row to another source server, which protects the same machine now. */
  async rename(
    transaction: Knex.Transaction,
    group: { id: string } & AccountRegion,
    replacement: { from: string; to: string; originInstanceId: string },
  ): Promise<void> {
    const { from, to, originInstanceId } = replacement;
    const rowOf = (id: string) => ({
      group_id: group.id,
      account_id: group.accountId,
      region: group.region,
      source_server_id: id,
    });
    if (from !== to) {
      // The group may hold the new one already, when it chose by tags.
      await transaction('protected_servers').where(rowOf(to)).delete();
    }
    await transaction('protected_servers').where(rowOf(from)).update({
      source_server_id: to,
      origin_instance_id: originInstanceId,
    });
  }
}
