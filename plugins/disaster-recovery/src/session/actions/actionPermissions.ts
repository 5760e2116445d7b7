import {
  failoverSessionCleanupPermission,
  failoverSessionDrillFailbackPermission,
  failoverSessionInstallAgentsPermission,
  failoverSessionMirrorConfigPermission,
  failoverSessionReleaseSourceServersPermission,
  failoverSessionReProtectPermission,
  failoverSessionStartReverseReplicationPermission,
  failoverSessionTerminateDrillPermission,
  type SessionActionName,
} from '@internal/plugin-disaster-recovery-common';

/**
 * The permission that each action of a session needs. Failback has two, by mode; its page opens for those who may drill,
 * and asks for the other there.
 */
export const actionPermissions = {
  'install-agents': failoverSessionInstallAgentsPermission,
  'mirror-config': failoverSessionMirrorConfigPermission,
  'start-reverse-replication': failoverSessionStartReverseReplicationPermission,
  'execute-failback': failoverSessionDrillFailbackPermission,
  'terminate-drill': failoverSessionTerminateDrillPermission,
  're-protect': failoverSessionReProtectPermission,
  cleanup: failoverSessionCleanupPermission,
  'release-source-servers': failoverSessionReleaseSourceServersPermission,
} satisfies Record<SessionActionName, unknown>;
