import type { ProtectionGroup } from '@internal/plugin-disaster-recovery-common';

const COMPARED = [
  'name',
  'description',
  'owner',
  'entityRef',
  'accountId',
  'region',
  'sourceAccountId',
  'sourceRegion',
  'selection',
  'launchConfig',
  'serverOverrides',
] as const satisfies readonly (keyof ProtectionGroup)[];

export type ChangedField = (typeof COMPARED)[number];

/** What somebody else has changed between two readings of a group. */
export function changedFields(
  before: ProtectionGroup,
  now: ProtectionGroup,
): ChangedField[] {
  return COMPARED.filter(
    field => JSON.stringify(before[field]) !== JSON.stringify(now[field]),
  );
}
