import {
  failoverSessionCleanupPermission,
  failoverSessionDrillFailbackPermission,
  failoverSessionExecuteFailbackPermission,
  failoverSessionInstallAgentsPermission,
  failoverSessionMirrorConfigPermission,
  failoverSessionReleaseSourceServersPermission,
  failoverSessionReProtectPermission,
  failoverSessionStartReverseReplicationPermission,
  failoverSessionTerminateDrillPermission,
  type OperationKind,
} from '@internal/plugin-disaster-recovery-common';

const PERMISSIONS = {
  'install-agents': failoverSessionInstallAgentsPermission,
  'mirror-config': failoverSessionMirrorConfigPermission,
  'start-reverse-replication': failoverSessionStartReverseReplicationPermission,
  'execute-failback': failoverSessionExecuteFailbackPermission,
  'terminate-drill': failoverSessionTerminateDrillPermission,
  're-protect': failoverSessionReProtectPermission,
  cleanup: failoverSessionCleanupPermission,
  'release-source-servers': failoverSessionReleaseSourceServersPermission,
} as const;

/** The actions of a session, each a route. */
export const SESSION_ACTIONS = Object.keys(PERMISSIONS) as OperationKind[];

/** The permission of an action; a failback drill has one of its own, which is not that of the failback. */
export function actionPermission(
  kind: OperationKind,
  input: Record<string, unknown>,
) {
  return kind === 'execute-failback' && input.mode === 'DRILL'
    ? failoverSessionDrillFailbackPermission
    : PERMISSIONS[kind];
}
