import type { RecoveryPlan } from '@internal/plugin-disaster-recovery-common';

const COMPARED = [
  'name',
  'description',
  'owner',
  'entityRef',
  'waves',
] as const satisfies readonly (keyof RecoveryPlan)[];

/** What somebody else has changed between two readings of a plan. */
export function changedPlanFields(
  before: RecoveryPlan,
  now: RecoveryPlan,
): (typeof COMPARED)[number][] {
  return COMPARED.filter(
    field => JSON.stringify(before[field]) !== JSON.stringify(now[field]),
  );
}
