import type { RecoveryPlan } from '@internal/plugin-disaster-recovery-common';
import type { PlanRecord } from './planRows';
import type { PlanActivity } from './types';

/** Plans as the API answers them: with what their groups and their executions add. */
export async function showPlans(
  records: PlanRecord[],
  sources: {
    countServers: (groupIds: string[]) => Promise<Map<string, number>>;
    activity: (planIds: string[]) => Promise<Map<string, PlanActivity>>;
  },
): Promise<RecoveryPlan[]> {
  const groupIdsOf = (plan: PlanRecord) =>
    plan.waves.flatMap(wave => wave.protectionGroupIds);
  const counts = await sources.countServers([
    ...new Set(records.flatMap(groupIdsOf)),
  ]);
  const activity = await sources.activity(records.map(({ id }) => id));
  return records.map(record => ({
    ...record,
    serverCount: groupIdsOf(record).reduce(
      (sum, id) => sum + (counts.get(id) ?? 0),
      0,
    ),
    ...activity.get(record.id),
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  }));
}
