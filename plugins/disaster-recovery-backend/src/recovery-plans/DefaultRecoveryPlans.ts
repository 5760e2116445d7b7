import { ConflictError, InputError } from '@backstage/errors';
import type {
  Page,
  PlanQuery,
  PlanValidation,
  RecoveryPlan,
  RecoveryPlanInput,
  RecoveryPlanUpdate,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { listConfigurationIds } from '../database/listConfigurationIds';
import { namesOf } from '../database/namesOf';
import type { Dependencies } from '../dependencies';
import {
  type GroupUse,
  mirroredName,
  type ProtectionGroups,
} from '../protection-groups';
import type { PlanRecord } from './planRows';
import { RecoveryPlanStore } from './RecoveryPlanStore';
import { showPlans } from './showPlans';
import type {
  MirroredPlanInput,
  PlanActivity,
  PlanUsageCheck,
  RecoveryPlans,
} from './types';
import { validatePlan } from './validatePlan';

type PlanDependencies = Pick<
  Dependencies,
  'database' | 'config' | 'audit' | 'changes'
> & { groups: ProtectionGroups };

/** Leaves the plans that launch a group. */
function withGroup(plans: Knex.QueryBuilder, protectionGroupId: string) {
  return plans.whereExists(function groups() {
    this.from('wave_groups')
      .whereRaw('wave_groups.plan_id = recovery_plans.id')
      .where('protection_group_id', protectionGroupId);
  });
}

/** Recovery Plans on the portal's Postgres. */
export class DefaultRecoveryPlans implements RecoveryPlans {
  readonly #dependencies: PlanDependencies;
  readonly #store: RecoveryPlanStore;
  readonly #usageChecks: PlanUsageCheck[] = [];
  #activitySource = async (_ids: string[], _database: Knex) =>
    new Map<string, PlanActivity>();

  private constructor(dependencies: PlanDependencies) {
    this.#dependencies = dependencies;
    this.#store = new RecoveryPlanStore(dependencies.database);
  }

  /** Makes the service; a group that a plan launches is in use from then on. */
  static create(dependencies: PlanDependencies): DefaultRecoveryPlans {
    const plans = new DefaultRecoveryPlans(dependencies);
    dependencies.groups.addUsageCheck(async (groupIds, database) => {
      const uses = new Map<string, GroupUse[]>();
      for (const { groupId, ...plan } of await plans.#store.findByGroups(
        groupIds,
        database,
      )) {
        const before = uses.get(groupId) ?? [];
        uses.set(groupId, [...before, { kind: 'plan', ...plan }]);
      }
      return uses;
    });
    return plans;
  }

  addUsageCheck(check: PlanUsageCheck): void {
    this.#usageChecks.push(check);
  }

  setActivitySource(
    source: (ids: string[], db: Knex) => Promise<Map<string, PlanActivity>>,
  ): void {
    this.#activitySource = source;
  }

  async get(
    id: string,
    database: Knex = this.#dependencies.database,
  ): Promise<RecoveryPlan> {
    const [plan] = await this.#show([await this.#store.get(id, database)], {
      database,
    });
    return plan;
  }

  names(
    ids: string[],
    database: Knex = this.#dependencies.database,
  ): Promise<Map<string, string>> {
    return namesOf(database, 'recovery_plans', ids);
  }

  /** One page of the plans that match and that `narrow` leaves. */
  async list(
    query: PlanQuery,
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<Page<RecoveryPlan>> {
    const { database } = this.#dependencies;
    const { protectionGroupId } = query;
    const { ids, ...page } = await listConfigurationIds(
      database,
      'recovery_plans',
      query,
      plans =>
        narrow(protectionGroupId ? withGroup(plans, protectionGroupId) : plans),
    );
    const records = await this.#store.getMany(ids);
    return { ...page, items: await this.#show(records, { database }) };
  }

  /** What a plan as typed would meet. */
  async validate(input: { waves: Wave[] }): Promise<PlanValidation> {
    const { groups, config } = this.#dependencies;
    const ids = [...new Set(input.waves.flatMap(w => w.protectionGroupIds))];
    return validatePlan(input.waves, await groups.getMany(ids), config.quotas);
  }

  /** @throws InputError that names what stands against the plan; ConflictError when its name is taken */
  async create(input: RecoveryPlanInput, by: string): Promise<RecoveryPlan> {
    const place = await this.#check(input.waves);
    return this.#write('created', by, async transaction =>
      this.#store.create(transaction, { ...input, ...place, createdBy: by }),
    );
  }

  /** @throws InputError; ConflictError when the plan was changed since it was read */
  async update(
    id: string,
    { version, ...input }: RecoveryPlanUpdate,
    by: string,
  ): Promise<RecoveryPlan> {
    const place = await this.#check(input.waves);
    return this.#write('updated', by, async transaction => {
      const { mirrorOf } = await this.#store.get(id, transaction);
      if (mirrorOf) {
        throw new ConflictError(
          `Recovery Plan "${input.name}" is the mirror of another for a failover session: change the original, and mirror the configuration again`,
        );
      }
      await this.#store.update(transaction, id, version, {
        ...input,
        ...place,
      });
      return id;
    });
  }

  /** @throws ConflictError that says by what the plan is used */
  async delete(id: string, by: string): Promise<void> {
    await this.#dependencies.database.transaction(async transaction => {
      await this.#store.lock(transaction, id);
      const plan = await this.#store.get(id, transaction);
      for (const check of this.#usageChecks) {
        const usage = await check(id, transaction);
        if (usage) {
          throw new ConflictError(
            `Recovery Plan "${plan.name}" cannot be deleted: ${usage}`,
          );
        }
      }
      await this.#store.delete(transaction, id);
      await this.#record(transaction, plan, 'deleted', by);
    });
    this.#dependencies.changes.publish({ type: 'recovery-plan', id });
  }

  async saveMirrored(
    transaction: Knex.Transaction,
    input: MirroredPlanInput,
  ): Promise<RecoveryPlan> {
    const place = await this.#check(input.waves, transaction);
    const made = await this.#store.findMirror(
      input.mirrorOf.sessionId,
      transaction,
    );
    const draft = { ...input, ...place };
    let id = made?.id;
    if (made) {
      const { name, version } = made;
      await this.#store.update(transaction, made.id, version, {
        ...draft,
        name,
      });
    } else {
      const name = await this.#freeName(input.originalName, transaction);
      id = await this.#store.create(transaction, { ...draft, name });
    }
    return this.get(id!, transaction);
  }

  async deleteMirrored(
    transaction: Knex.Transaction,
    id: string,
  ): Promise<void> {
    const [plan] = await this.#store.getMany([id], transaction);
    if (plan && !plan.mirrorOf) {
      throw new ConflictError(
        `Recovery Plan "${plan.name}" is not a mirrored one`,
      );
    }
    await this.#store.delete(transaction, id);
  }

  #freeName(original: string, transaction: Knex): Promise<string> {
    return mirroredName(original, name =>
      this.#store.isNameTaken(name, transaction),
    );
  }

  async #check(waves: Wave[], database?: Knex) {
    const { groups, config } = this.#dependencies;
    const ids = [...new Set(waves.flatMap(wave => wave.protectionGroupIds))];
    const found = await groups.getMany(ids, database);
    const { findings } = validatePlan(waves, found, config.quotas);
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      throw new InputError(errors.map(({ message }) => message).join('. '));
    }
    const { accountId, region, sourceRegion } = found[0];
    return { accountId, region, sourceRegion };
  }

  async #write(
    verb: 'created' | 'updated',
    by: string,
    work: (transaction: Knex.Transaction) => Promise<string>,
  ): Promise<RecoveryPlan> {
    const id = await this.#dependencies.database.transaction(
      async transaction => {
        const written = await work(transaction);
        const plan = await this.#store.get(written, transaction);
        await this.#record(transaction, plan, verb, by);
        return written;
      },
    );
    this.#dependencies.changes.publish({ type: 'recovery-plan', id });
    return this.get(id);
  }

  async #record(
    transaction: Knex.Transaction,
    plan: PlanRecord,
    verb: string,
    by: string,
  ): Promise<void> {
    await this.#dependencies.audit.record(transaction, {
      actor: by,
      action: `recovery-plan.${verb}`,
      outcome: 'SUCCEEDED',
      resourceType: 'recovery-plan',
      resourceId: plan.id,
      message: `Recovery Plan "${plan.name}" was ${verb}`,
    });
  }

  async #show(
    records: PlanRecord[],
    { database }: { database: Knex },
  ): Promise<RecoveryPlan[]> {
    return showPlans(records, {
      countServers: ids =>
        this.#dependencies.groups.countServers(ids, database),
      activity: ids => this.#activitySource(ids, database),
    });
  }
}
