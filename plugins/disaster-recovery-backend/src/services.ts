import type { Router } from 'express';
import { addAgentRoutes, registerAgents } from './agents';
import { addCleanupRoutes, registerCleanup } from './cleanup';
import type { Dependencies } from './dependencies';
import { addExecutionRoutes, DefaultExecutions } from './executions';
import { addFailbackRoutes, registerFailback } from './failback';
import {
  addFailoverSessionRoutes,
  DefaultFailoverSessions,
} from './failover-sessions';
import { addMirroringRoutes, registerMirroring } from './mirroring';
import {
  addProtectionGroupRoutes,
  DefaultProtectionGroups,
} from './protection-groups';
import { addRecoveryPlanRoutes, DefaultRecoveryPlans } from './recovery-plans';
import {
  addReplicationRoutes,
  registerReplication,
  type Replication,
} from './replication';

/** The capabilities of the product. */
export interface Services {
  groups: DefaultProtectionGroups;
  plans: DefaultRecoveryPlans;
  executions: DefaultExecutions;
  sessions: DefaultFailoverSessions;
  replication: Replication;
}

/** Makes the capabilities, in the order in which they need each other; each registers what it does in the engine. */
export function createServices(dependencies: Dependencies): Services {
  const groups = DefaultProtectionGroups.create(dependencies);
  const plans = DefaultRecoveryPlans.create({ ...dependencies, groups });
  const executions = DefaultExecutions.create({
    ...dependencies,
    groups,
    plans,
  });
  const planned = { ...dependencies, groups, plans, executions };
  const sessions = DefaultFailoverSessions.create(planned);
  const tracked = { ...planned, sessions };
  registerAgents(tracked);
  registerMirroring(tracked);
  const replication = registerReplication(tracked);
  registerFailback(tracked);
  registerCleanup(tracked);
  return { groups, plans, executions, sessions, replication };
}

/** Adds the routes of every capability. */
export function addRoutes(
  router: Router,
  dependencies: Dependencies,
  services: Services,
): void {
  const all = { ...dependencies, ...services };
  addProtectionGroupRoutes(router, all);
  addRecoveryPlanRoutes(router, all);
  addExecutionRoutes(router, all);
  addFailoverSessionRoutes(router, all);
  addAgentRoutes(router, all);
  addMirroringRoutes(router, all);
  addReplicationRoutes(router, all);
  addFailbackRoutes(router, all);
  addCleanupRoutes(router, all);
}

/** Begins what goes on by itself, once the engine runs. */
export async function startServices(services: Services): Promise<void> {
  await services.replication.start();
}
