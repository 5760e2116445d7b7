import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { AwsOperationError, toErrorDetails } from '../aws';
import { retryOnDeadlock } from '../database/retryOnDeadlock';
import type { Dependencies } from '../dependencies';
import type { ReconcileContext } from '../engine';
import { effectiveLaunchConfig } from './effectiveLaunchConfig';
import type { LaunchOutcome } from './LaunchSettingsApplier';
import type { ProtectedServerStore } from './ProtectedServerStore';
import type { ProtectionGroupStore } from './ProtectionGroupStore';
import type { RetainedServers } from './RetainedServers';
import type { GroupRow, ServerRow } from './rows';
import { placesOf, type ServerKeeper, type Write } from './ServerKeeper';
import type { ServerSelector } from './ServerSelector';
import type { AppliedLaunchSettings, ResolvedServer } from './types';

function problemOf(server: ServerRow, known: boolean): string | undefined {
  const name = server.hostname ?? server.source_server_id;
  if (!known) {
    return `DRS in ${server.region} does not know the source server of ${name} (${server.source_server_id}) any more.`;
  }
  return server.data_replication_state === 'DISCONNECTED'
    ? `${name} is disconnected from DRS, and has nothing to be launched from.`
    : undefined;
}

function toResolved(
  group: GroupRow,
  server: ServerRow,
  known: boolean,
): ResolvedServer {
  return {
    protectionGroupId: group.id,
    sourceServerId: server.source_server_id,
    hostname: server.hostname ?? undefined,
    originInstanceId: server.origin_instance_id ?? undefined,
    platform: server.platform ?? undefined,
    tags: server.tags,
    effective: effectiveLaunchConfig(
      group.launch_config,
      group.server_overrides[server.source_server_id],
      server.captured?.settings,
    ),
    captured: server.captured ?? undefined,
    dataReplicationState: server.data_replication_state ?? undefined,
    lagSeconds: server.lag_seconds ?? undefined,
    problem: problemOf(server, known),
  };
}

function toApplied(outcome: LaunchOutcome): AppliedLaunchSettings {
  const { sourceServerId } = outcome;
  if ('error' in outcome) {
    const { error } = outcome;
    return {
      sourceServerId,
      applied: false,
      error: error.message,
      details: error,
    };
  }
  const fields = outcome.drift.map(({ field }) => field);
  return fields.length === 0
    ? { sourceServerId, applied: true }
    : {
        sourceServerId,
        applied: false,
        error: `AWS took the change, and still answers otherwise for ${fields.join(
          ', ',
        )}.`,
      };
}

/** What groups do with AWS: find their servers, capture, apply, and all of it on schedule. */
export class RunningGroups {
  readonly #dependencies: Dependencies;
  readonly #groups: ProtectionGroupStore;
  readonly #servers: ProtectedServerStore;
  readonly #selector: ServerSelector;
  readonly #keeper: ServerKeeper;
  readonly #retained: RetainedServers;
  readonly #write: Write;

  constructor(options: {
    dependencies: Dependencies;
    groups: ProtectionGroupStore;
    servers: ProtectedServerStore;
    selector: ServerSelector;
    keeper: ServerKeeper;
    retained: RetainedServers;
  }) {
    this.#dependencies = options.dependencies;
    this.#groups = options.groups;
    this.#servers = options.servers;
    this.#selector = options.selector;
    this.#keeper = options.keeper;
    this.#retained = options.retained;
    this.#write = work =>
      retryOnDeadlock(() => options.dependencies.database.transaction(work));
  }

  /** Asks DRS which servers the group has now, and writes it down. @throws NotFoundError, AwsOperationError */
  async resolve(id: string, write: Write = this.#write) {
    const { database } = this.#dependencies;
    const group = await this.#groups.get(database, id);
    const held = await this.#servers.list(database, [id]);
    const ids = held.map(server => server.source_server_id);
    const { recovery, origin } = placesOf(group);
    const place = {
      ...recovery,
      sourceAccountId: origin.accountId,
      sourceRegion: origin.region,
    };
    const found = await this.#selector.find(
      place,
      group.selection_tags
        ? { by: 'tags', tags: group.selection_tags }
        : { by: 'ids', sourceServerIds: ids },
    );
    const kept = group.selection_tags
      ? await this.#retained.among(place, ids, found)
      : [];
    await write(async transaction => {
      const now = await this.#groups.get(transaction, id, { lock: true });
      if (now.version !== group.version) {
        // Changed while DRS was asked: what the change wrote is newer than this answer.
        return;
      }
      if (group.selection_tags) {
        const own = await this.#withoutTaken(transaction, group, found);
        await this.#servers.replace(
          transaction as Knex.Transaction,
          { id, ...recovery },
          own,
          kept,
        );
        await this.#keeper.noteObserved(transaction, recovery, kept, []);
      } else {
        await this.#keeper.noteObserved(transaction, recovery, ids, found);
      }
    });
    const known = new Set(found.map(server => server.id));
    const rows = await this.#servers.list(database, [id]);
    return rows.map(row =>
      toResolved(group, row, known.has(row.source_server_id)),
    );
  }

  /** Never throws for AWS's sake. @throws NotFoundError */
  async capture(id: string, write: Write = this.#write): Promise<void> {
    const { audit, changes, database } = this.#dependencies;
    const group = await this.#groups.get(database, id);
    const rows = await this.#servers.list(database, [id]);
    const before = new Map(
      rows.map(row => [row.source_server_id, row.capture_error?.code]),
    );
    await this.#keeper.capture(group, rows, write, async (transaction, all) => {
      // A machine that is gone stays gone: the schedule need not say so each time.
      const news = all.filter(
        ({ sourceServerId, error }) =>
          before.get(sourceServerId) !== error.code,
      );
      if (news.length > 0) {
        await audit.failure(transaction, {
          operation: 'capture-origin',
          resourceIds: [id, ...news.map(failure => failure.sourceServerId)],
          error: news[0].error,
        });
      }
    });
    changes.publish({ type: 'protection-group', id });
  }

  /** Applies the effective recovery half. @throws NotFoundError */
  async apply(
    id: string,
    options: { sourceServerIds?: string[]; trusts?: boolean } = {},
  ): Promise<AppliedLaunchSettings[]> {
    const { audit, changes, database } = this.#dependencies;
    const group = await this.#groups.get(database, id);
    const wanted = options.sourceServerIds;
    const rows = (await this.#servers.list(database, [id])).filter(
      row => !wanted || wanted.includes(row.source_server_id),
    );
    const outcomes = await this.#keeper.apply(
      group,
      rows,
      this.#write,
      async (transaction, failures) => {
        for (const { sourceServerId, error } of failures) {
          await audit.failure(transaction, {
            operation: 'apply-launch-settings',
            resourceIds: [id, sourceServerId],
            error,
          });
        }
      },
      { trusts: options.trusts },
    );
    changes.publish({ type: 'protection-group', id });
    return outcomes.map(toApplied);
  }

  /** Everything that the schedule does for a group; false when it is gone. */
  async lookAfter(context: ReconcileContext): Promise<boolean> {
    const { audit, changes, database } = this.#dependencies;
    const { id } = context;
    const write: Write = work => context.transaction(work);
    try {
      try {
        await this.resolve(id, write);
      } catch (error) {
        if (!(error instanceof AwsOperationError)) {
          throw error;
        }
        const details = toErrorDetails(error);
        await write(transaction =>
          audit.failure(transaction, {
            operation: 'observe-protection-group',
            resourceIds: [id],
            error: details,
          }),
        );
      }
      await this.capture(id, write);
      const group = await this.#groups.get(database, id);
      const rows = await this.#servers.list(database, [id]);
      await this.#keeper.checkDrift(group, rows, write);
    } catch (error) {
      if (error instanceof NotFoundError) {
        return false;
      }
      throw error;
    }
    changes.publish({ type: 'protection-group', id });
    return true;
  }

  /** Tags may newly match a server that another group has: it stays there, and that is said. */
  async #withoutTaken<T extends { id: string; hostname?: string }>(
    database: Knex,
    group: GroupRow,
    servers: T[],
  ): Promise<T[]> {
    const holders = await this.#servers.findHolders(
      database,
      placesOf(group).recovery,
      servers.map(server => server.id),
    );
    const taken = holders.filter(holder => holder.groupId !== group.id);
    if (taken.length > 0) {
      const list = taken.map(
        holder => `${holder.sourceServerId} is in "${holder.groupName}"`,
      );
      const message = `The tags of Protection Group "${
        group.name
      }" match servers of other groups, which keep them: ${list.join('; ')}`;
      this.#dependencies.logger.warn(message);
      await this.#dependencies.audit.record(database, {
        actor: 'plugin:disaster-recovery',
        action: 'protection-group.resolved',
        outcome: 'OBSERVED',
        resourceType: 'protection-group',
        resourceId: group.id,
        message,
        details: { taken },
      });
    }
    const away = new Set(taken.map(holder => holder.sourceServerId));
    return servers.filter(server => !away.has(server.id));
  }
}
