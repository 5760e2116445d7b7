import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Wave } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { inOrder } from '../database/inOrder';
import {
  fromPlan,
  fromWave,
  type PlanRecord,
  toPlanRecord,
  toWave,
} from './planRows';

/** What a plan is made of when it is written; the rest is added. */
export type PlanDraft = Omit<
  PlanRecord,
  'id' | 'version' | 'createdAt' | 'updatedAt'
>;

/** Rows of plans and waves. */
export class RecoveryPlanStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** Those of the ids that exist, in their order. */
  async getMany(ids: string[], database?: Knex): Promise<PlanRecord[]> {
    const db = database ?? this.#database;
    const rows = await db('recovery_plans').whereIn('id', ids);
    const waves = await db('waves').whereIn('plan_id', ids).orderBy('number');
    const groups = await db('wave_groups')
      .whereIn('plan_id', ids)
      .orderBy('position');
    const wavesOf = (id: string): Wave[] =>
      waves
        .filter(wave => wave.plan_id === id)
        .map(wave =>
          toWave(
            wave,
            groups
              .filter(
                group =>
                  group.plan_id === id && group.wave_number === wave.number,
              )
              .map(group => group.protection_group_id),
          ),
        );
    return inOrder(
      ids,
      rows.map(row => toPlanRecord(row, wavesOf(row.id))),
    );
  }

  /** @throws NotFoundError */
  async get(id: string, database?: Knex): Promise<PlanRecord> {
    const [plan] = await this.getMany([id], database);
    if (!plan) {
      throw new NotFoundError(`There is no Recovery Plan ${id}`);
    }
    return plan;
  }

  /** The mirrored plan of a session, which has one at most. */
  async findMirror(
    sessionId: string,
    transaction: Knex.Transaction,
  ): Promise<{ id: string; version: number; name: string } | undefined> {
    return transaction('recovery_plans')
      .where({ mirror_session_id: sessionId })
      .forUpdate()
      .first('id', 'version', 'name');
  }

  async isNameTaken(name: string, transaction: Knex): Promise<boolean> {
    const row = await transaction('recovery_plans')
      .whereRaw('lower(name) = lower(?)', [name.trim()])
      .first('id');
    return row !== undefined;
  }

  /** @throws ConflictError when the name is taken */
  async create(
    transaction: Knex.Transaction,
    draft: PlanDraft,
  ): Promise<string> {
    const id = randomUUID();
    await this.#refusingTakenNames(draft.name, async () =>
      transaction('recovery_plans').insert({
        ...fromPlan(draft),
        id,
        mirror_session_id: draft.mirrorOf?.sessionId ?? null,
        mirror_plan_id: draft.mirrorOf?.recoveryPlanId ?? null,
        version: 1,
        created_at: transaction.fn.now(),
        created_by: draft.createdBy,
        updated_at: transaction.fn.now(),
      }),
    );
    await this.#insertWaves(transaction, id, draft.waves);
    return id;
  }

  /** @throws ConflictError when the plan was changed since `version`, or the name is taken */
  async update(
    transaction: Knex.Transaction,
    id: string,
    version: number,
    draft: Omit<PlanDraft, 'createdBy' | 'mirrorOf'>,
  ): Promise<void> {
    const changed = await this.#refusingTakenNames(draft.name, async () =>
      transaction('recovery_plans')
        .where({ id, version })
        .update({
          ...fromPlan(draft),
          // Counted by the database: whoever calls may have read any number.
          version: transaction.raw('version + 1'),
          updated_at: transaction.fn.now(),
        }),
    );
    if (changed === 0) {
      throw new ConflictError(
        `Recovery Plan "${draft.name}" was changed by someone else since it was read (version ${version}). Load it again and repeat the change.`,
      );
    }
    await transaction('waves').where({ plan_id: id }).delete();
    await this.#insertWaves(transaction, id, draft.waves);
  }

  async delete(transaction: Knex.Transaction, id: string): Promise<void> {
    await transaction('recovery_plans').where({ id }).delete();
  }

  /** Keeps everybody else from changing or deleting the plan until the transaction ends. @throws NotFoundError */
  async lock(transaction: Knex.Transaction, id: string): Promise<void> {
    const row = await transaction('recovery_plans')
      .where({ id })
      .forUpdate()
      .first('id');
    if (!row) {
      throw new NotFoundError(`There is no Recovery Plan ${id}`);
    }
  }

  /** The plans that launch these groups, one entry for each group and plan. */
  async findByGroups(
    protectionGroupIds: string[],
    database: Knex,
  ): Promise<{ groupId: string; id: string; name: string }[]> {
    return database('wave_groups')
      .join('recovery_plans', 'recovery_plans.id', 'wave_groups.plan_id')
      .whereIn('protection_group_id', protectionGroupIds)
      .orderBy('recovery_plans.name')
      .select({
        groupId: 'wave_groups.protection_group_id',
        id: 'recovery_plans.id',
        name: 'recovery_plans.name',
      });
  }

  async #insertWaves(
    transaction: Knex.Transaction,
    id: string,
    waves: Wave[],
  ): Promise<void> {
    await transaction('waves').insert(waves.map(wave => fromWave(id, wave)));
    await transaction('wave_groups').insert(
      waves.flatMap(wave =>
        wave.protectionGroupIds.map((groupId, position) => ({
          plan_id: id,
          wave_number: wave.number,
          protection_group_id: groupId,
          position,
        })),
      ),
    );
  }

  async #refusingTakenNames<T>(
    name: string,
    write: () => Promise<T>,
  ): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          `There is a Recovery Plan with the name "${name.trim()}" already`,
        );
      }
      throw error;
    }
  }
}
