import type {
  PlanFinding,
  ProtectionGroup,
  Wave,
} from '@internal/plugin-disaster-recovery-common';

/** What the rules look at in a group. */
export type PlanGroup = Pick<
  ProtectionGroup,
  'id' | 'name' | 'accountId' | 'region' | 'sourceRegion' | 'serverCount'
> & { servers: { sourceServerId: string; hostname?: string }[] };

function checkKnown(waves: Wave[], groups: PlanGroup[]): PlanFinding[] {
  const known = new Set(groups.map(({ id }) => id));
  return waves.flatMap(wave =>
    wave.protectionGroupIds
      .filter(id => !known.has(id))
      .map(id => ({
        severity: 'error' as const,
        code: 'UNKNOWN_GROUP',
        message: `Wave "${wave.name}" names a Protection Group that does not exist: ${id}`,
        waveNumber: wave.number,
        resourceIds: [id],
      })),
  );
}

function checkSame(
  groups: PlanGroup[],
  field: 'accountId' | 'region' | 'sourceRegion',
  code: string,
  word: string,
): PlanFinding[] {
  const values = [...new Set(groups.map(group => group[field]))];
  if (values.length < 2) {
    return [];
  }
  const examples = values.map(value => {
    const group = groups.find(item => item[field] === value);
    return `${value} ("${group?.name}")`;
  });
  return [
    {
      severity: 'error',
      code,
      message: `The plan's groups are of more than one ${word}: ${examples.join(
        ', ',
      )}`,
      remedy: `Make one plan for each ${word}`,
      resourceIds: groups.map(({ id }) => id),
    },
  ];
}

function checkServersOnce(groups: PlanGroup[]): PlanFinding[] {
  const seen = new Map<string, PlanGroup>();
  const findings: PlanFinding[] = [];
  for (const group of groups) {
    for (const { sourceServerId, hostname } of group.servers) {
      const other = seen.get(sourceServerId);
      if (other && other.id !== group.id) {
        findings.push({
          severity: 'error',
          code: 'SERVER_TWICE',
          message: `${
            hostname ?? sourceServerId
          } is in two Protection Groups of the plan, "${other.name}" and "${
            group.name
          }"`,
          remedy: 'Leave it in one group',
          resourceIds: [sourceServerId],
        });
      }
      seen.set(sourceServerId, group);
    }
  }
  return findings;
}

/** What can be said against the groups of a plan: they exist, share account and regions, and no server is in two. */
export function checkGroups(waves: Wave[], groups: PlanGroup[]): PlanFinding[] {
  return [
    ...checkKnown(waves, groups),
    ...checkSame(groups, 'accountId', 'SEVERAL_ACCOUNTS', 'account'),
    ...checkSame(groups, 'region', 'SEVERAL_REGIONS', 'recovery region'),
    ...checkSame(
      groups,
      'sourceRegion',
      'SEVERAL_SOURCE_REGIONS',
      'source region',
    ),
    ...checkServersOnce(groups),
  ];
}
