import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { inOrder } from '../database/inOrder';
import type { GroupDraft } from './normalizeInput';
import { GROUP_HEAD_COLUMNS, type GroupHead, type GroupRow } from './rows';
import type { MirroredGroupInput } from './types';

const UNIQUE_VIOLATION = '23505';

function columns(draft: GroupDraft) {
  const { selection } = draft;
  return {
    name: draft.name,
    description: draft.description ?? null,
    owner: draft.owner ?? null,
    entity_ref: draft.entityRef ?? null,
    account_id: draft.accountId,
    region: draft.region,
    source_account_id: draft.sourceAccountId,
    source_region: draft.sourceRegion,
    selection_by: selection.by,
    selection_tags:
      selection.by === 'tags' ? JSON.stringify(selection.tags) : null,
    launch_config: JSON.stringify(draft.launchConfig),
    server_overrides: JSON.stringify(draft.serverOverrides),
    updated_at: new Date(),
  };
}

async function refusingTakenName<T>(
  name: string,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, constraint } = error as Record<string, unknown>;
    if (
      code === UNIQUE_VIOLATION &&
      constraint === 'protection_groups_name_unique'
    ) {
      throw new ConflictError(
        `There is a Protection Group with the name "${name}" already`,
      );
    }
    throw error;
  }
}

/** The groups themselves, without their servers. */
export class ProtectionGroupStore {
  /** @throws NotFoundError */
  async get(
    database: Knex,
    id: string,
    options?: { lock: boolean },
  ): Promise<GroupRow> {
    const query = database<GroupRow>('protection_groups').where({ id }).first();
    const row = await (options?.lock ? query.forUpdate() : query);
    if (!row) {
      throw new NotFoundError(`There is no Protection Group ${id}`);
    }
    return row;
  }

  async getMany(database: Knex, ids: string[]): Promise<GroupRow[]> {
    const rows = await database<GroupRow>('protection_groups').whereIn(
      'id',
      ids,
    );
    return inOrder(ids, rows);
  }

  /** What a list shows of groups. */
  async getHeads(database: Knex, ids: string[]): Promise<GroupHead[]> {
    const rows: GroupHead[] = await database('protection_groups')
      .whereIn('id', ids)
      .select(GROUP_HEAD_COLUMNS);
    return inOrder(ids, rows);
  }

  /** @throws ConflictError when the name is taken */
  async insert(
    transaction: Knex.Transaction,
    draft: GroupDraft,
    by: string,
    mirror?: Pick<MirroredGroupInput, 'mirrorOf' | 'selectedByTags'>,
  ): Promise<GroupRow> {
    const values = columns(draft);
    const [row] = await refusingTakenName(
      draft.name,
      transaction<GroupRow>('protection_groups')
        .insert({
          ...values,
          ...mirrorColumns(mirror),
          id: randomUUID(),
          version: 1,
          created_at: values.updated_at,
          created_by: by,
        } as never)
        .returning('*'),
    );
    return row as GroupRow;
  }

  /** @throws ConflictError when the name is taken */
  async update(
    transaction: Knex.Transaction,
    id: string,
    draft: GroupDraft,
    mirror?: Pick<MirroredGroupInput, 'mirrorOf' | 'selectedByTags'>,
  ): Promise<GroupRow> {
    const [row] = await refusingTakenName(
      draft.name,
      transaction<GroupRow>('protection_groups')
        .where({ id })
        .update({
          ...columns(draft),
          ...mirrorColumns(mirror),
          version: transaction.raw('version + 1'),
        } as never)
        .returning('*'),
    );
    return row as GroupRow;
  }

  /** Changes some columns; the version grows. */
  async patch(
    transaction: Knex.Transaction,
    id: string,
    changes: Record<string, unknown>,
  ): Promise<GroupRow> {
    const [row] = await transaction('protection_groups')
      .where({ id })
      .update({
        ...changes,
        updated_at: new Date(),
        version: transaction.raw('version + 1'),
      })
      .returning('*');
    return row;
  }

  /** The mirrored group of a session and an original, locked. */
  async findMirrored(
    transaction: Knex.Transaction,
    { sessionId, protectionGroupId }: MirroredGroupInput['mirrorOf'],
  ): Promise<GroupRow | undefined> {
    return transaction<GroupRow>('protection_groups')
      .where({
        mirror_session_id: sessionId,
        mirror_group_id: protectionGroupId,
      })
      .first()
      .forUpdate();
  }

  /** Whether a group has this name, whatever its case. */
  async isNameTaken(database: Knex, name: string): Promise<boolean> {
    const row = await database('protection_groups')
      .whereRaw('lower(name) = lower(?)', [name])
      .first('id');
    return row !== undefined;
  }

  async delete(transaction: Knex.Transaction, id: string): Promise<void> {
    await transaction('protection_groups').where({ id }).delete();
  }

  async recordDrill(database: Knex, ids: string[], at: Date): Promise<void> {
    await database('protection_groups')
      .whereIn('id', ids)
      .update({ last_drill_at: at });
  }
}

function mirrorColumns(
  mirror: Pick<MirroredGroupInput, 'mirrorOf' | 'selectedByTags'> | undefined,
) {
  return (
    mirror && {
      mirror_session_id: mirror.mirrorOf.sessionId,
      mirror_group_id: mirror.mirrorOf.protectionGroupId,
      selected_by_tags: mirror.selectedByTags
        ? JSON.stringify(mirror.selectedByTags)
        : null,
    }
  );
}
