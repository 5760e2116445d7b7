import type { Dependencies } from '../dependencies';
import type { Executions } from '../executions';
import type { FailoverSessions } from '../failover-sessions';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';

/** What failback, drills and re-protection are made with. */
export type FailbackDependencies = Dependencies & {
  sessions: FailoverSessions;
  executions: Executions;
  plans: RecoveryPlans;
  groups: ProtectionGroups;
};
