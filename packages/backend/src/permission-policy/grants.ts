import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  failoverSessionConditions,
  protectionGroupConditions,
  recoveryPlanConditions,
} from '@internal/plugin-disaster-recovery-backend';
import {
  disasterRecoveryPermissions,
  RESOURCE_TYPE_FAILOVER_SESSION,
  RESOURCE_TYPE_PROTECTION_GROUP,
  RESOURCE_TYPE_RECOVERY_PLAN,
} from '@internal/plugin-disaster-recovery-common';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  isResourcePermission,
  type Permission,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

const PREFIX = 'disaster-recovery.';

/** What some users and groups may do, and on which resources; see `portalPolicy.grants` of the configuration. */
export interface Grant {
  to: string[];
  permissions: string[];
  owners?: string[];
  accounts?: string[];
  regions?: string[];
}

/** The conditions that the disaster-recovery plugin offers for one type of resource. */
interface ConditionsOn<T extends string> {
  conditions: {
    isOwnedBy(params: { owners: string[] }): PermissionCondition<T>;
    isInAccount(params: { accountIds: string[] }): PermissionCondition<T>;
    isInRegion(params: { regions: string[] }): PermissionCondition<T>;
  };
  createConditionalDecision(
    permission: ResourcePermission<T>,
    conditions: PermissionCriteria<PermissionCondition<T>>,
  ): ConditionalPolicyDecision;
}

function matches(pattern: string, permission: Pick<Permission, 'name'>) {
  const name = permission.name.slice(PREFIX.length);
  return pattern.endsWith('*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern;
}

/** Reads the grants; undefined when the configuration has none. A pattern that means nothing is a mistake. */
export function readGrants(config: RootConfigService): Grant[] | undefined {
  return config
    .getOptionalConfigArray('portalPolicy.grants')
    ?.map((grant, index) => {
      const permissions = grant.getStringArray('permissions');
      const unknown = permissions.find(
        pattern =>
          !disasterRecoveryPermissions.some(permission =>
            matches(pattern, permission),
          ),
      );
      if (unknown) {
        throw new InputError(
          `portalPolicy.grants[${index}].permissions: no permission of disaster recovery is called "${unknown}"`,
        );
      }
      return {
        to: grant.getStringArray('to'),
        permissions,
        owners: grant.getOptionalStringArray('owners'),
        accounts: grant.getOptionalStringArray('accounts'),
        regions: grant.getOptionalStringArray('regions'),
      };
    });
}

const isConditional = ({ owners, accounts, regions }: Grant) =>
  Boolean(owners ?? accounts ?? regions);

function decideOn<T extends string>(
  { conditions, createConditionalDecision }: ConditionsOn<T>,
  permission: ResourcePermission<T>,
  grants: Grant[],
): PolicyDecision {
  const [first, ...rest] = grants.map(({ owners, accounts, regions }) => {
    const [one, ...more] = [
      ...(owners ? [conditions.isOwnedBy({ owners })] : []),
      ...(accounts ? [conditions.isInAccount({ accountIds: accounts })] : []),
      ...(regions ? [conditions.isInRegion({ regions })] : []),
    ];
    return { allOf: [one, ...more] as [typeof one, ...typeof more] };
  });
  return createConditionalDecision(permission, { anyOf: [first, ...rest] });
}

/** What the grants say to a user, who is known by several entity references. */
export function decide(
  permission: Permission,
  entityRefs: string[],
  grants: Grant[],
): PolicyDecision {
  const granted = grants.filter(
    ({ to, permissions }) =>
      to.some(ref => entityRefs.includes(ref)) &&
      permissions.some(pattern => matches(pattern, permission)),
  );
  if (granted.some(grant => !isConditional(grant))) {
    return { result: AuthorizeResult.ALLOW };
  }
  if (granted.length > 0) {
    if (isResourcePermission(permission, RESOURCE_TYPE_FAILOVER_SESSION)) {
      return decideOn(failoverSessionConditions, permission, granted);
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_PROTECTION_GROUP)) {
      return decideOn(protectionGroupConditions, permission, granted);
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_RECOVERY_PLAN)) {
      return decideOn(recoveryPlanConditions, permission, granted);
    }
  }
  return { result: AuthorizeResult.DENY };
}
