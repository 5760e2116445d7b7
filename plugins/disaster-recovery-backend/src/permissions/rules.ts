import type { PermissionRuleParams } from '@backstage/plugin-permission-common';
import {
  createConditionExports,
  createPermissionResourceRef,
  type PermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_FAILOVER_SESSION,
  RESOURCE_TYPE_PROTECTION_GROUP,
  RESOURCE_TYPE_RECOVERY_PLAN,
} from '@internal/plugin-disaster-recovery-common';
import { z } from 'zod';
import type { AccessColumns, AccessFacts } from './types';

/** What a rule means for a list: one of the columns holds one of the values. */
export interface AccessQuery {
  column: Exclude<keyof AccessColumns, 'id'>;
  values: string[];
}

function resourceRefOf<T extends string>(resourceType: T) {
  return createPermissionResourceRef<AccessFacts, AccessQuery>().with({
    pluginId: 'disaster-recovery',
    resourceType,
  });
}

export const failoverSessionResourceRef = resourceRefOf(
  RESOURCE_TYPE_FAILOVER_SESSION,
);
export const protectionGroupResourceRef = resourceRefOf(
  RESOURCE_TYPE_PROTECTION_GROUP,
);
export const recoveryPlanResourceRef = resourceRefOf(
  RESOURCE_TYPE_RECOVERY_PLAN,
);

type AccessRule<
  TResourceType extends string,
  TParams extends PermissionRuleParams,
> = PermissionRule<AccessFacts, AccessQuery, TResourceType, TParams>;

/** The rules that a portal's policy may use for one type of resource. */
function rulesFor<T extends string>(resourceType: T) {
  const isOwnedBy: AccessRule<T, { owners: string[] }> = {
    name: 'IS_OWNED_BY',
    description: 'Allow what one of the given entities owns',
    resourceType,
    paramsSchema: z.object({ owners: z.array(z.string()) }),
    apply: (facts, { owners }) =>
      facts.owner !== undefined && owners.includes(facts.owner),
    toQuery: ({ owners }) => ({ column: 'owner', values: owners }),
  };
  const isInAccount: AccessRule<T, { accountIds: string[] }> = {
    name: 'IS_IN_ACCOUNT',
    description: 'Allow what is in one of the given AWS accounts',
    resourceType,
    paramsSchema: z.object({ accountIds: z.array(z.string()) }),
    apply: (facts, { accountIds }) => accountIds.includes(facts.accountId),
    toQuery: ({ accountIds }) => ({ column: 'accountId', values: accountIds }),
  };
  const isInRegion: AccessRule<T, { regions: string[] }> = {
    name: 'IS_IN_REGION',
    description: 'Allow what is in, or comes from, one of the given regions',
    resourceType,
    paramsSchema: z.object({ regions: z.array(z.string()) }),
    apply: (facts, { regions }) =>
      facts.regions.some(region => regions.includes(region)),
    toQuery: ({ regions }) => ({ column: 'regions', values: regions }),
  };
  const hasStatus: AccessRule<T, { statuses: string[] }> = {
    name: 'HAS_STATUS',
    description: 'Allow what has one of the given statuses',
    resourceType,
    paramsSchema: z.object({ statuses: z.array(z.string()) }),
    apply: (facts, { statuses }) =>
      facts.status !== undefined && statuses.includes(facts.status),
    toQuery: ({ statuses }) => ({ column: 'status', values: statuses }),
  };
  return { isOwnedBy, isInAccount, isInRegion, hasStatus };
}

export const failoverSessionRules = rulesFor(RESOURCE_TYPE_FAILOVER_SESSION);
export const protectionGroupRules = rulesFor(RESOURCE_TYPE_PROTECTION_GROUP);
export const recoveryPlanRules = rulesFor(RESOURCE_TYPE_RECOVERY_PLAN);

/** For portal policies: conditions on failover sessions. */
export const failoverSessionConditions = createConditionExports({
  resourceRef: failoverSessionResourceRef,
  rules: failoverSessionRules,
});
/** For portal policies: conditions on Protection Groups. */
export const protectionGroupConditions = createConditionExports({
  resourceRef: protectionGroupResourceRef,
  rules: protectionGroupRules,
});
/** For portal policies: conditions on Recovery Plans and their executions. */
export const recoveryPlanConditions = createConditionExports({
  resourceRef: recoveryPlanResourceRef,
  rules: recoveryPlanRules,
});
