import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  disasterRecoveryPermissions,
  RESOURCE_TYPE_FAILOVER_SESSION,
  RESOURCE_TYPE_PROTECTION_GROUP,
  RESOURCE_TYPE_RECOVERY_PLAN,
} from '@internal/plugin-disaster-recovery-common';
import {
  failoverSessionResourceRef,
  failoverSessionRules,
  protectionGroupResourceRef,
  protectionGroupRules,
  recoveryPlanResourceRef,
  recoveryPlanRules,
} from './rules';
import type { AccessFacts } from './types';

/** Loads what the rules look at, for the permission backend's own questions about single resources. */
export type LoadFacts = (ids: string[]) => Promise<(AccessFacts | undefined)[]>;

/** Tells the portal every permission and rule of this plugin. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  load: { sessions: LoadFacts; groups: LoadFacts; plans: LoadFacts },
): void {
  const of = (resourceType: string) =>
    disasterRecoveryPermissions.filter(
      permission =>
        'resourceType' in permission &&
        permission.resourceType === resourceType,
    );
  registry.addPermissions(
    disasterRecoveryPermissions.filter(
      permission => !('resourceType' in permission),
    ),
  );
  registry.addResourceType({
    resourceRef: failoverSessionResourceRef,
    permissions: of(RESOURCE_TYPE_FAILOVER_SESSION),
    rules: Object.values(failoverSessionRules),
    getResources: load.sessions,
  });
  registry.addResourceType({
    resourceRef: protectionGroupResourceRef,
    permissions: of(RESOURCE_TYPE_PROTECTION_GROUP),
    rules: Object.values(protectionGroupRules),
    getResources: load.groups,
  });
  registry.addResourceType({
    resourceRef: recoveryPlanResourceRef,
    permissions: of(RESOURCE_TYPE_RECOVERY_PLAN),
    rules: Object.values(recoveryPlanRules),
    getResources: load.plans,
  });
}
