import { ConflictError } from '@backstage/errors';
import type { OperationStep } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { toErrorDetails } from '../aws';
import type { Dependencies } from '../dependencies';
import type { FailoverSessions, OperationContext } from '../failover-sessions';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import type { CleanupFacts } from './cleanupFacts';
import type { CleanupPhase, StepOutcome } from './cleanupSteps';
import { deleteRecordStep } from './deleteRecordStep';
import { deleteSourceServerStep } from './deleteSourceServerStep';
import {
  reasonAgainstDrillTermination,
  reasonAgainstTermination,
} from './destructionGuard';
import { originalFate, reversedFate } from './sourceServerFate';
import { stopReplicationStep } from './stopReplicationStep';
import { terminateInstances } from './terminateInstances';

/** What cleanup works with. */
export type CleanupDependencies = Dependencies & {
  sessions: FailoverSessions;
  groups: ProtectionGroups;
  plans: RecoveryPlans;
};

type Outcomes = Map<string, StepOutcome>;

/** Does the steps of one phase as far as they can be done now. Every destructive call is guarded by the given facts. */
export class CleanupExecutor {
  readonly #dependencies: CleanupDependencies;

  private constructor(dependencies: CleanupDependencies) {
    this.#dependencies = dependencies;
  }

  static create(dependencies: CleanupDependencies) {
    return new CleanupExecutor(dependencies);
  }

  /** @param facts - read at the beginning of this pass */
  async execute(
    context: OperationContext,
    phase: CleanupPhase,
    steps: OperationStep[],
    facts: CleanupFacts,
  ): Promise<Outcomes> {
    const { session } = context;
    const source = this.#drs(session.sourceAccountId, session.sourceRegion);
    const recovery = this.#drs(session.accountId, session.recoveryRegion);
    switch (phase) {
      case 'STOP_REPLICATION':
        return this.#each(steps, step =>
          stopReplicationStep(source, step, facts),
        );
      case 'TERMINATE_RECOVERY_INSTANCE':
        return terminateInstances(
          context,
          recovery,
          steps.map(step => ({
            step,
            record: facts.servers.find(
              ({ recoveryInstanceId }) => recoveryInstanceId === step.target,
            )?.recoveryInstance,
            against: reasonAgainstTermination(step.target!, facts),
          })),
          { phase, ...this.#dependencies.config.quotas },
        );
      case 'TERMINATE_DRILL_INSTANCE':
        return terminateInstances(
          context,
          source,
          steps.map(step => ({
            step,
            record: facts.servers.find(
              ({ drill }) => drill?.instanceId === step.target,
            )?.drill?.record,
            against: reasonAgainstDrillTermination(step.target!, facts),
          })),
          { phase, ...this.#dependencies.config.quotas },
        );
      case 'DELETE_RECOVERY_PLAN':
      case 'DELETE_PROTECTION_GROUP':
        return this.#each(steps, step =>
          this.#deleteMirror(context, phase, step.target!),
        );
      case 'DELETE_FAILBACK_RECORD':
        return this.#each(steps, step => deleteRecordStep(source, step, facts));
      case 'DELETE_REVERSED_SOURCE_SERVER':
        return this.#each(steps, step =>
          deleteSourceServerStep(source, step, reversed =>
            reversedFate({ ...this.#serverOf(facts, step), reversed }),
          ),
        );
      case 'DELETE_SOURCE_SERVER':
        return this.#each(steps, step => {
          const server = this.#serverOf(facts, step);
          return deleteSourceServerStep(recovery, step, original =>
            originalFate({ ...server, original }, server.protecting.length > 0),
          );
        });
      default:
        throw new Error(`Cleanup has no phase ${phase}`);
    }
  }

  #drs(accountId: string, region: string) {
    return this.#dependencies.aws.in({ accountId, region }).drs;
  }

  #serverOf(facts: CleanupFacts, step: OperationStep) {
    const server = facts.servers.find(
      ({ reversed, sourceServerId }) =>
        reversed?.id === step.target || sourceServerId === step.target,
    );
    if (!server) {
      throw new ConflictError(
        `${step.target} does not belong to this session's servers any more`,
      );
    }
    return server;
  }

  async #each(
    steps: OperationStep[],
    work: (step: OperationStep) => Promise<StepOutcome>,
  ): Promise<Outcomes> {
    const outcomes: Outcomes = new Map();
    for (const step of steps) {
      outcomes.set(step.target!, await work(step));
    }
    return outcomes;
  }

  /** The session forgets the id with the deletion: there is nothing left that it could lead to. */
  async #deleteMirror(
    context: OperationContext,
    phase: 'DELETE_RECOVERY_PLAN' | 'DELETE_PROTECTION_GROUP',
    id: string,
  ): Promise<StepOutcome> {
    try {
      await context.transaction(transaction =>
        phase === 'DELETE_RECOVERY_PLAN'
          ? this.#deletePlan(context.session.id, id, transaction)
          : this.#deleteGroup(context.session.id, id, transaction),
      );
    } catch (error) {
      if (error instanceof ConflictError) {
        return {
          status: 'FAILED',
          message: error.message,
          error: toErrorDetails(error),
        };
      }
      throw error;
    }
    this.#dependencies.changes.publish({
      type:
        phase === 'DELETE_RECOVERY_PLAN' ? 'recovery-plan' : 'protection-group',
      id,
    });
    return { status: 'SUCCEEDED' };
  }

  async #deletePlan(
    sessionId: string,
    id: string,
    transaction: Knex.Transaction,
  ): Promise<void> {
    const { sessions, plans } = this.#dependencies;
    await plans.deleteMirrored(transaction, id);
    await sessions.store.update(
      sessionId,
      { mirroredRecoveryPlanId: undefined },
      transaction,
    );
  }

  async #deleteGroup(
    sessionId: string,
    id: string,
    transaction: Knex.Transaction,
  ): Promise<void> {
    const { sessions, groups } = this.#dependencies;
    const session = await sessions.store.getForUpdate(sessionId, transaction);
    await groups.deleteMirrored(transaction, id);
    await sessions.store.update(
      sessionId,
      {
        mirroredProtectionGroupIds: session.mirroredProtectionGroupIds.filter(
          held => held !== id,
        ),
      },
      transaction,
    );
  }
}
