import {
  type FailoverSession,
  type FailoverSessionSummary,
  type OperationSummary,
  sessionActions,
  type SessionInstance,
  toReplicationSummary,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import {
  digestInstances,
  INSTANCE_ORDER,
  type SessionDigest,
} from './digestSessions';
import { isFailed } from './instanceRules';
import { OperationStore } from './OperationStore';
import { instanceRows, sessionRows } from './rows';
import type { SessionDigests } from './SessionDigests';
import { sessionFacts } from './sessionFacts';
import { sessionTab } from './sessionTab';
import type { InstanceRecord, SessionRecord } from './types';

/** By id. What was deleted since has none, as a mirrored plan after cleanup. */
interface Names {
  groups: Map<string, string>;
  plans: Map<string, string>;
}

interface PresenterOptions {
  database: Knex;
  groups: ProtectionGroups;
  plans: RecoveryPlans;
  digests: SessionDigests;
}

/** Shows sessions as the API does: with the names of what they refer to, counts, and what may be done now. */
export class SessionPresenter {
  readonly #options: PresenterOptions;
  readonly #operations: OperationStore;

  constructor(options: PresenterOptions) {
    this.#options = options;
    this.#operations = new OperationStore(options.database);
  }

  async summaries(
    sessions: SessionRecord[],
  ): Promise<FailoverSessionSummary[]> {
    const ids = sessions.map(({ id }) => id);
    const [names, operations, digestOf] = await Promise.all([
      this.#names(sessions),
      this.#operations.listHeads(ids),
      this.#options.digests.of(ids),
    ]);
    return sessions.map(session =>
      this.#summary(
        session,
        digestOf(session.id),
        operations.filter(({ sessionId }) => sessionId === session.id),
        names,
      ),
    );
  }

  /**
   * All of a session as it was at one moment: a reader must not be told of a failed instance by one statement, and that
   * there is no error by another.
   */
  async detail(id: string): Promise<FailoverSession> {
    const { session, operations, instances, milestones } =
      await this.#options.database.transaction(
        async snapshot => ({
          session: sessionRows.fromRow(
            await snapshot('failover_sessions')
              .where({ id })
              .first(sessionRows.columns),
          ),
          operations: await this.#operations.listHeads([id], snapshot),
          instances: (
            await snapshot('recovery_instances')
              .where({ session_id: id })
              .orderByRaw(INSTANCE_ORDER)
              .select(instanceRows.columns)
          ).map(instanceRows.fromRow),
          milestones: await snapshot('session_milestones')
            .where({ session_id: id })
            .orderBy('sequence'),
        }),
        { isolationLevel: 'repeatable read', readOnly: true },
      );
    const names = await this.#names([session]);
    const shown = instances.map(instance => toInstance(instance, names));
    return {
      ...this.#summary(session, digestInstances(instances), operations, names),
      instances: [
        ...shown.filter(isFailed),
        ...shown.filter(i => !isFailed(i)),
      ],
      milestones: milestones.map(({ status, at, by, operation_id }) => ({
        status,
        at: at.toISOString(),
        by: by ?? undefined,
        operationId: operation_id ?? undefined,
      })),
      actions: sessionActions(sessionFacts(session, instances, operations)),
    };
  }

  #summary(
    session: SessionRecord,
    digest: SessionDigest,
    operations: OperationSummary[],
    names: Names,
  ): FailoverSessionSummary {
    const {
      originalProtectionGroupIds,
      originalRecoveryPlanId,
      originalRecoveryPlanName,
      mirroredProtectionGroupIds,
      mirroredRecoveryPlanId,
      inventoriedAt: _,
      ...shown
    } = session;
    const named = (
      from: Map<string, string>,
      id: string,
      otherwise?: string,
    ) => ({
      id,
      name: from.get(id) ?? otherwise ?? id,
    });
    const running = operations.find(({ status }) => status === 'RUNNING');
    const ended = operations.find(({ status }) => status !== 'RUNNING');
    const { replication, ...counts } = digest;
    return {
      ...shown,
      mirroredAt: session.mirroredAt?.toISOString(),
      createdAt: session.createdAt.toISOString(),
      updatedAt: session.updatedAt.toISOString(),
      originalProtectionGroups: originalProtectionGroupIds.map(id =>
        named(names.groups, id),
      ),
      originalRecoveryPlan:
        originalRecoveryPlanId === undefined
          ? undefined
          : named(
              names.plans,
              originalRecoveryPlanId,
              originalRecoveryPlanName,
            ),
      mirroredProtectionGroups: mirroredProtectionGroupIds.map(id =>
        named(names.groups, id),
      ),
      mirroredRecoveryPlan:
        mirroredRecoveryPlanId === undefined
          ? undefined
          : named(names.plans, mirroredRecoveryPlanId),
      ...counts,
      replication: toReplicationSummary(replication),
      currentOperation: running,
      lastOperation: ended,
      needsAttention:
        sessionTab({
          session,
          isWorking: running !== undefined,
          hasFailedInstance: digest.failedInstanceCount > 0,
        }) === 'needsYou',
    };
  }

  async #names(sessions: SessionRecord[]): Promise<Names> {
    const groupIds = sessions.flatMap(session => [
      ...session.originalProtectionGroupIds,
      ...session.mirroredProtectionGroupIds,
    ]);
    const planIds = sessions.flatMap(session =>
      [session.originalRecoveryPlanId, session.mirroredRecoveryPlanId].flatMap(
        id => id ?? [],
      ),
    );
    const [groups, plans] = await Promise.all([
      this.#options.groups.names([...new Set(groupIds)]),
      this.#options.plans.names([...new Set(planIds)]),
    ]);
    return { groups, plans };
  }
}

function toInstance(instance: InstanceRecord, names: Names): SessionInstance {
  const { sessionId: _, updatedAt, ...shown } = instance;
  const { region, recoveryInstanceId, protectionGroupId } = instance;
  return {
    ...shown,
    protectionGroupName:
      protectionGroupId && (names.groups.get(protectionGroupId) ?? undefined),
    consoleUrl: `https://${region}.console.aws.amazon.com/drs/home?region=${region}#/recoveryInstances/${recoveryInstanceId}`,
    updatedAt: updatedAt.toISOString(),
  };
}
