import type {
  ProtectionGroup,
  RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import type { AccessFacts } from '../permissions';

/**
 * What permission rules look at in a plan as it would be after a change: in the places of its groups, and in those in which its
 * actions run, which may be others.
 */
export function futureFacts(
  id: string,
  plan: Pick<RecoveryPlan, 'owner' | 'waves'>,
  groups: Pick<ProtectionGroup, 'accountId' | 'region' | 'sourceRegion'>[],
): AccessFacts[] {
  const { owner, waves } = plan;
  const places = groups.map(({ accountId, region, sourceRegion }) => ({
    accountId,
    regions: [region, sourceRegion],
  }));
  const [home] = places;
  const elsewhere = waves
    .flatMap(({ preActions, postActions }) => [...preActions, ...postActions])
    .filter(({ accountId, region }) => home && (accountId || region))
    .map(({ accountId, region }) => ({
      accountId: accountId ?? home.accountId,
      regions: region ? [region] : home.regions,
    }));
  const distinct = new Map(
    [...places, ...elsewhere].map(place => [JSON.stringify(place), place]),
  );
  return [...distinct.values()].map(place => ({ id, owner, ...place }));
}
