import type { Dependencies } from '../dependencies';
import type { Executions } from '../executions';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import { DefaultFailoverSessionStore } from './DefaultFailoverSessionStore';
import { DefaultSessionOperations } from './DefaultSessionOperations';
import { ExecutionFollower } from './ExecutionFollower';
import { SessionDigests } from './SessionDigests';
import { SessionInventory } from './SessionInventory';
import { SessionLaunchGuard } from './SessionLaunchGuard';
import { serversOfSessions } from './serversOfSessions';
import { sessionOfPlan } from './sessionOfPlan';
import type { FailoverSessions, SessionOperations } from './operationTypes';
import type { FailoverSessionStore } from './types';

/** What failover sessions are made with. */
export type FailoverSessionsDependencies = Dependencies & {
  groups: ProtectionGroups;
  plans: RecoveryPlans;
  executions: Executions;
};

/**
 * Failover sessions: created when a recovery ends, kept alive by their launch guard, and worked on by operations.
 */
export class DefaultFailoverSessions implements FailoverSessions {
  readonly store: FailoverSessionStore;
  readonly operations: SessionOperations;
  readonly digests: SessionDigests;

  private constructor(
    store: FailoverSessionStore,
    operations: SessionOperations,
    digests: SessionDigests,
  ) {
    this.store = store;
    this.operations = operations;
    this.digests = digests;
  }

  /** Registers itself with the executions and the engine: before the engine starts. */
  static create(
    dependencies: FailoverSessionsDependencies,
  ): DefaultFailoverSessions {
    const { executions, groups, plans, engine } = dependencies;
    const store = DefaultFailoverSessionStore.create(dependencies);
    const operations = DefaultSessionOperations.create(dependencies, store);
    const follower = new ExecutionFollower({ ...dependencies, store });
    executions.onEnded((transaction, execution) =>
      follower.onEnded(transaction, execution),
    );
    executions.addGuard(new SessionLaunchGuard(store));
    plans.addUsageCheck(sessionOfPlan);
    groups.addRetention(serversOfSessions);
    engine.register(new SessionInventory({ ...dependencies, store }));
    return new DefaultFailoverSessions(
      store,
      operations,
      new SessionDigests(dependencies),
    );
  }
}
