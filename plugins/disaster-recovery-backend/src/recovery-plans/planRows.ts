import type {
  RecoveryPlanInput,
  Wave,
} from '@internal/plugin-disaster-recovery-common';

/** A plan as its rows hold it, before what is derived from groups and executions is added. */
export interface PlanRecord extends RecoveryPlanInput {
  id: string;
  accountId: string;
  region: string;
  sourceRegion: string;
  mirrorOf?: { sessionId: string; recoveryPlanId?: string };
  version: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
}

/** Maps a row of `recovery_plans`, with the waves that were read beside it. */
export function toPlanRecord(row: any, waves: Wave[]): PlanRecord {
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? undefined,
    owner: row.owner ?? undefined,
    entityRef: row.entity_ref ?? undefined,
    accountId: row.account_id,
    region: row.region,
    sourceRegion: row.source_region,
    mirrorOf: row.mirror_session_id
      ? {
          sessionId: row.mirror_session_id,
          recoveryPlanId: row.mirror_plan_id ?? undefined,
        }
      : undefined,
    waves,
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
  };
}

/** Maps a row of `waves`, with the ids of its groups in their order. */
export function toWave(row: any, protectionGroupIds: string[]): Wave {
  return {
    number: row.number,
    name: row.name,
    ...(row.description !== null && { description: row.description }),
    protectionGroupIds,
    dependsOn: row.depends_on,
    pauseBefore: row.pause_before,
    preActions: row.pre_actions,
    postActions: row.post_actions,
    failurePolicy: row.failure_policy,
  };
}

/** The columns of a plan that its writer chooses. */
export function fromPlan(
  plan: Pick<
    PlanRecord,
    | 'name'
    | 'description'
    | 'owner'
    | 'entityRef'
    | 'accountId'
    | 'region'
    | 'sourceRegion'
  >,
) {
  return {
    name: plan.name.trim(),
    description: plan.description ?? null,
    owner: plan.owner ?? null,
    entity_ref: plan.entityRef ?? null,
    account_id: plan.accountId,
    region: plan.region,
    source_region: plan.sourceRegion,
  };
}

/** The columns of a wave. */
export function fromWave(planId: string, wave: Wave) {
  return {
    plan_id: planId,
    number: wave.number,
    name: wave.name.trim(),
    description: wave.description ?? null,
    depends_on: JSON.stringify(wave.dependsOn),
    pause_before: wave.pauseBefore,
    pre_actions: JSON.stringify(wave.preActions),
    post_actions: JSON.stringify(wave.postActions),
    failure_policy: wave.failurePolicy,
  };
}
