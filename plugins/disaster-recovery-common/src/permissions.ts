import { createPermission } from '@backstage/plugin-permission-common';

/** The resource type of failover sessions in the permission framework. */
export const RESOURCE_TYPE_FAILOVER_SESSION =
  'disaster-recovery-failover-session';
/** The resource type of Protection Groups in the permission framework. */
export const RESOURCE_TYPE_PROTECTION_GROUP =
  'disaster-recovery-protection-group';
/** The resource type of Recovery Plans, and of their executions. */
export const RESOURCE_TYPE_RECOVERY_PLAN = 'disaster-recovery-recovery-plan';

type Action = 'read' | 'create' | 'update' | 'delete';

function onSession(verb: string, action: Action) {
  return createPermission({
    name: `disaster-recovery.failover-session.${verb}`,
    attributes: { action },
    resourceType: RESOURCE_TYPE_FAILOVER_SESSION,
  });
}

function onGroup(verb: string, action: Action) {
  return createPermission({
    name: `disaster-recovery.protection-group.${verb}`,
    attributes: { action },
    resourceType: RESOURCE_TYPE_PROTECTION_GROUP,
  });
}

function onPlan(noun: string, verb: string, action: Action) {
  return createPermission({
    name: `disaster-recovery.${noun}.${verb}`,
    attributes: { action },
    resourceType: RESOURCE_TYPE_RECOVERY_PLAN,
  });
}

export const failoverSessionReadPermission = onSession('read', 'read');
export const failoverSessionInstallAgentsPermission = onSession(
  'install-agents',
  'update',
);
export const failoverSessionMirrorConfigPermission = onSession(
  'mirror-config',
  'update',
);
export const failoverSessionStartReverseReplicationPermission = onSession(
  'start-reverse-replication',
  'update',
);
/** A failback drill: launches beside what runs, and changes nothing that serves users. */
export const failoverSessionDrillFailbackPermission = onSession(
  'drill-failback',
  'update',
);
/** The failback itself. */
export const failoverSessionExecuteFailbackPermission = onSession(
  'execute-failback',
  'update',
);
export const failoverSessionTerminateDrillPermission = onSession(
  'terminate-drill',
  'delete',
);
export const failoverSessionReProtectPermission = onSession(
  're-protect',
  'update',
);
export const failoverSessionCleanupPermission = onSession('cleanup', 'delete');
export const failoverSessionReleaseSourceServersPermission = onSession(
  'release-source-servers',
  'delete',
);
/** Adopting a failover that was started outside the portal. Not bound to a session, for there is none yet. */
export const failoverSessionAdoptPermission = createPermission({
  name: 'disaster-recovery.failover-session.adopt',
  attributes: { action: 'create' },
});

export const protectionGroupReadPermission = onGroup('read', 'read');
export const protectionGroupUpdatePermission = onGroup('update', 'update');
export const protectionGroupDeletePermission = onGroup('delete', 'delete');
export const protectionGroupCaptureOriginPermission = onGroup(
  'capture-origin',
  'update',
);
export const protectionGroupApplyLaunchSettingsPermission = onGroup(
  'apply-launch-settings',
  'update',
);
export const protectionGroupCreatePermission = createPermission({
  name: 'disaster-recovery.protection-group.create',
  attributes: { action: 'create' },
});
/** Listing the DRS source servers of an account and region, to choose from. */
export const sourceServerReadPermission = createPermission({
  name: 'disaster-recovery.source-server.read',
  attributes: { action: 'read' },
});

export const recoveryPlanReadPermission = onPlan(
  'recovery-plan',
  'read',
  'read',
);
export const recoveryPlanUpdatePermission = onPlan(
  'recovery-plan',
  'update',
  'update',
);
export const recoveryPlanDeletePermission = onPlan(
  'recovery-plan',
  'delete',
  'delete',
);
export const recoveryPlanRunDrillPermission = onPlan(
  'recovery-plan',
  'run-drill',
  'update',
);
export const recoveryPlanRunRecoveryPermission = onPlan(
  'recovery-plan',
  'run-recovery',
  'update',
);
export const recoveryPlanCreatePermission = createPermission({
  name: 'disaster-recovery.recovery-plan.create',
  attributes: { action: 'create' },
});

export const executionReadPermission = onPlan('execution', 'read', 'read');
export const executionPausePermission = onPlan('execution', 'pause', 'update');
export const executionResumePermission = onPlan(
  'execution',
  'resume',
  'update',
);
export const executionCancelPermission = onPlan(
  'execution',
  'cancel',
  'update',
);
export const executionRetryPermission = onPlan('execution', 'retry', 'update');
export const executionTerminatePermission = onPlan(
  'execution',
  'terminate',
  'delete',
);

/** Every permission of the disaster-recovery plugins. */
export const disasterRecoveryPermissions = [
  failoverSessionReadPermission,
  failoverSessionAdoptPermission,
  failoverSessionInstallAgentsPermission,
  failoverSessionMirrorConfigPermission,
  failoverSessionStartReverseReplicationPermission,
  failoverSessionDrillFailbackPermission,
  failoverSessionExecuteFailbackPermission,
  failoverSessionTerminateDrillPermission,
  failoverSessionReProtectPermission,
  failoverSessionCleanupPermission,
  failoverSessionReleaseSourceServersPermission,
  protectionGroupReadPermission,
  protectionGroupCreatePermission,
  protectionGroupUpdatePermission,
  protectionGroupDeletePermission,
  protectionGroupCaptureOriginPermission,
  protectionGroupApplyLaunchSettingsPermission,
  sourceServerReadPermission,
  recoveryPlanReadPermission,
  recoveryPlanCreatePermission,
  recoveryPlanUpdatePermission,
  recoveryPlanDeletePermission,
  recoveryPlanRunDrillPermission,
  recoveryPlanRunRecoveryPermission,
  executionReadPermission,
  executionPausePermission,
  executionResumePermission,
  executionCancelPermission,
  executionRetryPermission,
  executionTerminatePermission,
];
