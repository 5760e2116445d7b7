import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { mirroredName } from './mirroredName';
import type { GroupDraft } from './normalizeInput';
import type { ProtectedServerStore } from './ProtectedServerStore';
import type { ProtectionGroupStore } from './ProtectionGroupStore';
import type { GroupRow } from './rows';
import type { MirroredGroupInput, ProtectionGroups } from './types';

/** Groups that mirroring makes, and groups whose servers re-protection replaces. */
export class MirroredGroups {
  readonly #groups: ProtectionGroupStore;
  readonly #servers: ProtectedServerStore;

  constructor(groups: ProtectionGroupStore, servers: ProtectedServerStore) {
    this.#groups = groups;
    this.#servers = servers;
  }

  /** Makes the mirrored group of a session and an original, or updates the one that there is: its name then stays. */
  async save(
    transaction: Knex.Transaction,
    input: MirroredGroupInput,
  ): Promise<GroupRow> {
    const before = await this.#groups.findMirrored(transaction, input.mirrorOf);
    const draft: GroupDraft = {
      name: before?.name ?? (await this.#freeName(transaction, input)),
      description: input.description,
      owner: input.owner,
      entityRef: input.entityRef,
      accountId: input.accountId,
      region: input.region,
      sourceAccountId: input.sourceAccountId,
      sourceRegion: input.sourceRegion,
      selection: input.selection,
      launchConfig: input.launchConfig,
      serverOverrides: input.serverOverrides,
    };
    const row = before
      ? await this.#groups.update(transaction, before.id, draft, input)
      : await this.#groups.insert(transaction, draft, input.createdBy, input);
    if (input.selection.by === 'ids') {
      const ids = input.selection.sourceServerIds;
      await this.#takeFromSiblings(transaction, row, ids);
      await this.#servers.replace(
        transaction,
        { id: row.id, accountId: row.account_id, region: row.region },
        ids.map(id => ({ id, ...input.identities?.[id] })),
      );
    }
    return row;
  }

  /** @returns whether there was one @throws ConflictError for a group that is not mirrored */
  async delete(transaction: Knex.Transaction, id: string): Promise<boolean> {
    const [row] = await this.#groups.getMany(transaction, [id]);
    if (!row) {
      return false;
    }
    if (!row.mirror_session_id) {
      throw new ConflictError(
        `Protection Group "${row.name}" is not a mirrored one, and stays`,
      );
    }
    await this.#groups.delete(transaction, id);
    return true;
  }

  /**
   * Puts other source servers in the place of those that protected the same machines.
   *
   * @remarks
   * A source server that DRS made anew has none of the tags that the group may have chosen by: such a group holds its
   * servers by id from then on, with its tags kept on record.
   */
  async replaceServers(
    transaction: Knex.Transaction,
    id: string,
    replacements: Parameters<ProtectionGroups['replaceServers']>[2],
  ): Promise<GroupRow> {
    const row = await this.#groups.get(transaction, id, { lock: true });
    const group = { id, accountId: row.account_id, region: row.region };
    await this.#servers.refuseTaken(
      transaction,
      group,
      replacements.map(({ by }) => ({ id: by })),
    );
    const overrides = { ...row.server_overrides };
    for (const { sourceServerId, by, originInstanceId } of replacements) {
      await this.#servers.rename(transaction, group, {
        from: sourceServerId,
        to: by,
        originInstanceId,
      });
      if (by !== sourceServerId && overrides[sourceServerId]) {
        overrides[by] = overrides[sourceServerId];
        delete overrides[sourceServerId];
      }
    }
    const renewed = replacements.some(
      ({ sourceServerId, by }) => by !== sourceServerId,
    );
    return this.#groups.patch(transaction, id, {
      server_overrides: JSON.stringify(overrides),
      ...(renewed &&
        row.selection_tags && {
          selection_by: 'ids',
          selection_tags: null,
          selected_by_tags: JSON.stringify(row.selection_tags),
        }),
    });
  }

  #freeName(
    transaction: Knex.Transaction,
    input: MirroredGroupInput,
  ): Promise<string> {
    return mirroredName(input.originalName, name =>
      this.#groups.isNameTaken(transaction, name),
    );
  }

  /** A server that moved to another original since the session was mirrored last moves here, too. */
  async #takeFromSiblings(
    transaction: Knex.Transaction,
    row: GroupRow,
    sourceServerIds: string[],
  ): Promise<void> {
    await transaction('protected_servers')
      .where({ account_id: row.account_id, region: row.region })
      .whereRaw('source_server_id = any(?)', [sourceServerIds])
      .whereIn(
        'group_id',
        transaction('protection_groups')
          .select('id')
          .where({ mirror_session_id: row.mirror_session_id })
          .whereNot({ id: row.id }),
      )
      .delete();
  }
}
