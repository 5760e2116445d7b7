import type {
  RecoveryPlan,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';

/** What mirroring wants a mirrored plan to be. */
export interface MirroredPlanInput {
  /** Without a plan's id for a failover that was adopted without one; a session has one mirrored plan at most. */
  mirrorOf: { sessionId: string; recoveryPlanId?: string };
  originalName: string;
  description?: string;
  owner?: string;
  entityRef?: string;
  waves: Wave[];
  createdBy: string;
}

/**
 * Says in a sentence why a plan is in use, for example `Execution "Orders" runs it`; undefined when it is not. A plan in
 * use is not deleted.
 */
export type PlanUsageCheck = (
  planId: string,
  database: Knex,
) => Promise<string | undefined>;

/** What executions know of plans: their last run, and their last completed drill. */
export type PlanActivity = Pick<RecoveryPlan, 'lastExecution' | 'lastDrillAt'>;

/** What other capabilities ask of Recovery Plans. */
export interface RecoveryPlans {
  /** @throws NotFoundError */
  get(id: string, database?: Knex): Promise<RecoveryPlan>;
  /** The names of those that exist, by id. */
  names(ids: string[], database?: Knex): Promise<Map<string, string>>;
  /** Creates or updates the mirrored plan of this session and original: twice makes one. */
  saveMirrored(
    transaction: Knex.Transaction,
    input: MirroredPlanInput,
  ): Promise<RecoveryPlan>;
  /** Deletes a mirrored plan; nothing if it is gone. */
  deleteMirrored(transaction: Knex.Transaction, id: string): Promise<void>;
  /** Asked before a plan is deleted by a person. */
  addUsageCheck(check: PlanUsageCheck): void;
  /** Set once, by executions. */
  setActivitySource(
    source: (
      planIds: string[],
      database: Knex,
    ) => Promise<Map<string, PlanActivity>>,
  ): void;
}
