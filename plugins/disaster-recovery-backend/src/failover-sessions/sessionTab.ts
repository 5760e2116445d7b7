import type { SessionTab } from '@internal/plugin-disaster-recovery-common';
import type { SessionRecord } from './types';

/** What decides under which tab of the list a session is. */
export interface TabFacts {
  session: Pick<SessionRecord, 'status' | 'lastError' | 'mirroredAt'>;
  isWorking: boolean;
  hasFailedInstance: boolean;
}

/**
 * The tab of a session: what is done is done; what works needs nobody; what failed does; and where the next step is a
 * person's, it waits for one.
 */
export function sessionTab(facts: TabFacts): SessionTab {
  const { session, isWorking, hasFailedInstance } = facts;
  if (session.status === 'CLEANUP_COMPLETE') {
    return 'done';
  }
  if (isWorking) {
    return 'inProgress';
  }
  if (session.lastError || hasFailedInstance) {
    return 'needsYou';
  }
  if (session.status === 'READY_FOR_FAILBACK') {
    return 'ready';
  }
  return session.status === 'REVERSE_REPLICATING' && session.mirroredAt
    ? 'inProgress'
    : 'needsYou';
}

/** The same rule in SQL, over `failover_sessions` as `s`. */
export const SESSION_TAB_SQL = `CASE
  WHEN s.status = 'CLEANUP_COMPLETE' THEN 'done'
  WHEN EXISTS (SELECT 1 FROM operations o WHERE o.session_id = s.id AND o.status = 'RUNNING') THEN 'inProgress'
  WHEN s.last_error IS NOT NULL THEN 'needsYou'
  WHEN EXISTS (SELECT 1 FROM recovery_instances i WHERE i.session_id = s.id AND i.failed) THEN 'needsYou'
  WHEN s.status = 'READY_FOR_FAILBACK' THEN 'ready'
  WHEN s.status = 'REVERSE_REPLICATING' AND s.mirrored_at IS NOT NULL THEN 'inProgress'
  ELSE 'needsYou'
END`;
