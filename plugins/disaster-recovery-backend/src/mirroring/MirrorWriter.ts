import { NotFoundError } from '@backstage/errors';
import {
  isBack,
  type RecoveryPlan,
  type Wave,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type {
  FailoverSessionStore,
  InstancePatch,
  InstanceRecord,
  SessionRecord,
} from '../failover-sessions';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import type { WrittenGroup, WrittenPlan } from './buildMirrorReport';
import { mirrorGroup } from './mirrorGroup';
import { mirrorPlan, wavesOfInstances } from './mirrorPlan';
import type { PreparedMirror } from './prepareMirror';

/** What a mirrored configuration was written from and to. */
export interface WrittenMirror {
  groups: WrittenGroup[];
  plan: WrittenPlan;
}

/** Writes mirrored groups, the mirrored plan and what the session knows of them, all in one transaction or not at all. */
export class MirrorWriter {
  readonly #store: FailoverSessionStore;
  readonly #groups: ProtectionGroups;
  readonly #plans: RecoveryPlans;

  private constructor(options: {
    store: FailoverSessionStore;
    groups: ProtectionGroups;
    plans: RecoveryPlans;
  }) {
    this.#store = options.store;
    this.#groups = options.groups;
    this.#plans = options.plans;
  }

  static create(options: {
    store: FailoverSessionStore;
    groups: ProtectionGroups;
    plans: RecoveryPlans;
  }) {
    return new MirrorWriter(options);
  }

  /** Creates, or updates what an earlier mirroring of the session made; what is mirrored no more is deleted. */
  async write(
    transaction: Knex.Transaction,
    session: SessionRecord,
    instances: InstanceRecord[],
    prepared: PreparedMirror,
    createdBy: string,
  ): Promise<WrittenMirror> {
    const groups: WrittenGroup[] = [];
    for (const group of prepared.groups) {
      const input = mirrorGroup(group.original, group.servers, {
        sessionId: session.id,
        createdBy,
      });
      const mirrored = await this.#groups.saveMirrored(transaction, input);
      groups.push({ prepared: group, input, mirrored });
    }
    const plan = await this.#writePlan(
      transaction,
      session,
      instances,
      groups,
      createdBy,
    );
    const ids = groups.map(({ mirrored }) => mirrored.id);
    for (const id of session.mirroredProtectionGroupIds) {
      if (!ids.includes(id)) {
        await this.#groups.deleteMirrored(transaction, id);
      }
    }
    await this.#store.update(
      session.id,
      {
        mirroredProtectionGroupIds: ids,
        mirroredRecoveryPlanId: plan.mirrored.id,
        originalProtectionGroupIds: [
          ...new Set([
            ...session.originalProtectionGroupIds,
            ...groups.map(({ prepared: { original } }) => original.id),
          ]),
        ],
      },
      transaction,
    );
    await this.#writeInstances(transaction, session, instances, prepared);
    return { groups, plan };
  }

  async #writePlan(
    transaction: Knex.Transaction,
    session: SessionRecord,
    instances: InstanceRecord[],
    groups: WrittenGroup[],
    createdBy: string,
  ): Promise<WrittenPlan> {
    const plan = await this.#findOriginalPlan(session, transaction);
    const instanceOf = new Map(
      instances.map(instance => [instance.recoveryInstanceId, instance]),
    );
    const original = {
      id: session.originalRecoveryPlanId,
      name: plan?.name ?? session.originalRecoveryPlanName ?? session.name,
      waves:
        plan?.waves ??
        wavesOfInstances(
          groups.flatMap(({ prepared }) =>
            prepared.servers.map(server => ({
              ...instanceOf.get(server.recoveryInstanceId),
              protectionGroupId: prepared.original.id,
            })),
          ),
        ),
    };
    const { waves } = mirrorPlan(
      withEveryGroup(original.waves, groups),
      new Map(
        groups.map(({ prepared, mirrored }) => [
          prepared.original.id,
          mirrored.id,
        ]),
      ),
    );
    const mirrored = await this.#plans.saveMirrored(transaction, {
      mirrorOf: { sessionId: session.id, recoveryPlanId: original.id },
      originalName: original.name,
      description: plan?.description,
      owner: plan?.owner ?? session.owner,
      entityRef: plan?.entityRef ?? session.entityRef,
      waves,
      createdBy,
    });
    return { original, mirrored };
  }

  async #findOriginalPlan(
    session: SessionRecord,
    transaction: Knex.Transaction,
  ): Promise<RecoveryPlan | undefined> {
    if (session.originalRecoveryPlanId === undefined) {
      return undefined;
    }
    try {
      return await this.#plans.get(session.originalRecoveryPlanId, transaction);
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  async #writeInstances(
    transaction: Knex.Transaction,
    session: SessionRecord,
    instances: InstanceRecord[],
    prepared: PreparedMirror,
  ): Promise<void> {
    const mirroredOf = new Map(
      prepared.groups.flatMap(({ original, servers }) =>
        servers.map(server => [
          server.recoveryInstanceId,
          { ...server, protectionGroupId: original.id },
        ]),
      ),
    );
    const ruleOf = new Map(
      prepared.mappings.map(mapping => [
        mapping.recoveryInstanceId,
        mapping.rule,
      ]),
    );
    const reasonOf = new Map(
      prepared.unmirrored.map(({ recoveryInstanceId, reason }) => [
        recoveryInstanceId,
        reason,
      ]),
    );
    const patchOf = (recoveryInstanceId: string): InstancePatch => {
      const mirrored = mirroredOf.get(recoveryInstanceId);
      return mirrored
        ? {
            reversedSourceServerId: mirrored.reversedSourceServerId,
            reversedSourceServerArn: mirrored.reversedSourceServerArn,
            mappingRule: ruleOf.get(recoveryInstanceId),
            protectionGroupId: mirrored.protectionGroupId,
            cannotFailBack: undefined,
          }
        : {
            cannotFailBack: `It was left behind when the configuration was mirrored. ${reasonOf.get(
              recoveryInstanceId,
            )}`,
          };
    };
    await this.#store.updateInstances(
      session.id,
      instances
        // What a machine was launched from says which launch was its own.
        .filter(instance => !isBack(instance))
        .map(({ recoveryInstanceId }) => ({
          recoveryInstanceId,
          patch: patchOf(recoveryInstanceId),
        })),
      transaction,
    );
  }
}

/**
 * Groups that the plan does not know, because a server was put into a group after the failover, are launched with its
 * first wave: a mirrored group that no wave launches would leave its machines behind without a word.
 */
function withEveryGroup(waves: Wave[], groups: WrittenGroup[]): Wave[] {
  const known = new Set(waves.flatMap(wave => wave.protectionGroupIds));
  const strays = groups
    .map(({ prepared }) => prepared.original.id)
    .filter(id => !known.has(id));
  return strays.length === 0
    ? waves
    : waves.map((wave, index) =>
        index === 0
          ? {
              ...wave,
              protectionGroupIds: [...wave.protectionGroupIds, ...strays],
            }
          : wave,
      );
}
