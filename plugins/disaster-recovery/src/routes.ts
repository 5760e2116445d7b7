import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** Where the plugin is mounted. */
export const rootRouteRef = createRouteRef({ id: 'disaster-recovery' });

/** The tab of a catalog entity, on the legacy frontend system. */
export const entityRouteRef = createRouteRef({
  id: 'disaster-recovery/entity',
});

/** The list of failover sessions. */
export const sessionsRouteRef = createSubRouteRef({
  id: 'disaster-recovery/sessions',
  parent: rootRouteRef,
  path: '/sessions',
});
/** One session, on the tab that needs attention. */
export const sessionRouteRef = createSubRouteRef({
  id: 'disaster-recovery/session',
  parent: rootRouteRef,
  path: '/sessions/:sessionId',
});
/** One session, on a given tab: instances, replication, configuration, operations or audit. */
export const sessionTabRouteRef = createSubRouteRef({
  id: 'disaster-recovery/session-tab',
  parent: rootRouteRef,
  path: '/sessions/:sessionId/:tab',
});
/** The failback wizard, on the step that the session is at. */
export const wizardRouteRef = createSubRouteRef({
  id: 'disaster-recovery/wizard',
  parent: rootRouteRef,
  path: '/sessions/:sessionId/wizard',
});
/** The failback wizard, on a given step: review, agents, mirror, replicate, monitor or execute. */
export const wizardStepRouteRef = createSubRouteRef({
  id: 'disaster-recovery/wizard-step',
  parent: rootRouteRef,
  path: '/sessions/:sessionId/wizard/:step',
});
/** Cleanup of the recovery region. */
export const cleanupRouteRef = createSubRouteRef({
  id: 'disaster-recovery/cleanup',
  parent: rootRouteRef,
  path: '/sessions/:sessionId/cleanup',
});

export const protectionGroupsRouteRef = createSubRouteRef({
  id: 'disaster-recovery/protection-groups',
  parent: rootRouteRef,
  path: '/protection-groups',
});
export const createProtectionGroupRouteRef = createSubRouteRef({
  id: 'disaster-recovery/create-protection-group',
  parent: rootRouteRef,
  path: '/protection-groups/create',
});
export const protectionGroupRouteRef = createSubRouteRef({
  id: 'disaster-recovery/protection-group',
  parent: rootRouteRef,
  path: '/protection-groups/:groupId',
});
export const editProtectionGroupRouteRef = createSubRouteRef({
  id: 'disaster-recovery/edit-protection-group',
  parent: rootRouteRef,
  path: '/protection-groups/:groupId/edit',
});

export const recoveryPlansRouteRef = createSubRouteRef({
  id: 'disaster-recovery/recovery-plans',
  parent: rootRouteRef,
  path: '/recovery-plans',
});
export const createRecoveryPlanRouteRef = createSubRouteRef({
  id: 'disaster-recovery/create-recovery-plan',
  parent: rootRouteRef,
  path: '/recovery-plans/create',
});
export const recoveryPlanRouteRef = createSubRouteRef({
  id: 'disaster-recovery/recovery-plan',
  parent: rootRouteRef,
  path: '/recovery-plans/:planId',
});
export const editRecoveryPlanRouteRef = createSubRouteRef({
  id: 'disaster-recovery/edit-recovery-plan',
  parent: rootRouteRef,
  path: '/recovery-plans/:planId/edit',
});
/** Running a plan, as a drill or a recovery: the preflight and its confirmation. */
export const runRecoveryPlanRouteRef = createSubRouteRef({
  id: 'disaster-recovery/run-recovery-plan',
  parent: rootRouteRef,
  path: '/recovery-plans/:planId/run',
});

export const executionsRouteRef = createSubRouteRef({
  id: 'disaster-recovery/executions',
  parent: rootRouteRef,
  path: '/executions',
});
export const executionRouteRef = createSubRouteRef({
  id: 'disaster-recovery/execution',
  parent: rootRouteRef,
  path: '/executions/:executionId',
});
export const executionTabRouteRef = createSubRouteRef({
  id: 'disaster-recovery/execution-tab',
  parent: rootRouteRef,
  path: '/executions/:executionId/:tab',
});

/** Every route of the plugin, by the name under which an app may link to it. */
export const routes = {
  root: rootRouteRef,
  sessions: sessionsRouteRef,
  session: sessionRouteRef,
  sessionTab: sessionTabRouteRef,
  wizard: wizardRouteRef,
  wizardStep: wizardStepRouteRef,
  cleanup: cleanupRouteRef,
  protectionGroups: protectionGroupsRouteRef,
  createProtectionGroup: createProtectionGroupRouteRef,
  protectionGroup: protectionGroupRouteRef,
  editProtectionGroup: editProtectionGroupRouteRef,
  recoveryPlans: recoveryPlansRouteRef,
  createRecoveryPlan: createRecoveryPlanRouteRef,
  recoveryPlan: recoveryPlanRouteRef,
  editRecoveryPlan: editRecoveryPlanRouteRef,
  runRecoveryPlan: runRecoveryPlanRouteRef,
  executions: executionsRouteRef,
  execution: executionRouteRef,
  executionTab: executionTabRouteRef,
};
