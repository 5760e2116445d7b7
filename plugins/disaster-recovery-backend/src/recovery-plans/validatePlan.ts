import type {
  PlanFinding,
  PlanValidation,
  ProtectionGroup,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import { checkGroups } from './checkGroups';
import { checkQuotas, countJobs, type JobQuotas } from './checkQuotas';
import { checkWaves } from './checkWaves';

/** How many servers each wave has, by its number. */
export function countServers(
  waves: Wave[],
  groups: Pick<ProtectionGroup, 'id' | 'serverCount'>[],
): Map<number, number> {
  const counts = new Map(groups.map(group => [group.id, group.serverCount]));
  return new Map(
    waves.map(wave => [
      wave.number,
      wave.protectionGroupIds.reduce(
        (sum, id) => sum + (counts.get(id) ?? 0),
        0,
      ),
    ]),
  );
}

function emptyGroups(waves: Wave[], groups: ProtectionGroup[]): PlanFinding[] {
  return groups
    .filter(group => group.serverCount === 0)
    .map(group => ({
      severity: 'warning' as const,
      code: 'GROUP_EMPTY',
      message: `Protection Group "${group.name}" has no servers at present`,
      remedy: 'A run is refused while a group of its plan has no servers',
      waveNumber: waves.find(wave => wave.protectionGroupIds.includes(group.id))
        ?.number,
      resourceIds: [group.id],
    }));
}

/**
 * What a plan would meet, from its waves and the groups as they are stored. Pure: AWS is asked only before a run.
 *
 * @param groups - those of the plan's groups that exist
 */
export function validatePlan(
  waves: Wave[],
  groups: ProtectionGroup[],
  quotas: JobQuotas,
): PlanValidation {
  const blocking = [...checkWaves(waves), ...checkGroups(waves, groups)];
  const valid = !blocking.some(({ severity }) => severity === 'error');
  const counts = countServers(waves, groups);
  const total = [...counts.values()];
  return {
    valid,
    findings: [
      ...blocking,
      ...emptyGroups(waves, groups),
      ...(valid ? checkQuotas(waves, counts, quotas) : []),
    ],
    serverCount: total.reduce((sum, count) => sum + count, 0),
    jobCount: total.reduce((sum, count) => sum + countJobs(count, quotas), 0),
  };
}
