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

/**
 * The same rule in SQL, over `failover_sessions` as `s`. `own_tab` is kept by the database: the rule for a session that nothing
 * works on, and of which no instance has failed.
 */
const tabSql = (isWorking: string, hasFailedInstance: string) => `CASE
  WHEN s.own_tab = 'done' THEN 'done'
  WHEN ${isWorking} THEN 'inProgress'
  WHEN ${hasFailedInstance} THEN 'needsYou'
  ELSE s.own_tab
END`;

/** The tab of each of many sessions: with what has to be joined for it. */
export const TABS_OF_MANY = {
  sql: tabSql(
    'working.session_id IS NOT NULL',
    'failing.session_id IS NOT NULL',
  ),
  joins: `
  LEFT JOIN (SELECT session_id FROM operations WHERE status = 'RUNNING') working ON working.session_id = s.id
  LEFT JOIN (SELECT DISTINCT session_id FROM recovery_instances WHERE failed) failing ON failing.session_id = s.id`,
};

/**
 * Whether a session is under a tab (`?`), asked of one after the other until a page is full. Written as a CASE, for of an
 * equality Postgres expects that hardly any session meets it, and asks all of them.
 */
export const IS_UNDER_TAB = `CASE ${tabSql(
  "EXISTS (SELECT FROM operations o WHERE o.session_id = s.id AND o.status = 'RUNNING')",
  'EXISTS (SELECT FROM recovery_instances i WHERE i.session_id = s.id AND i.failed)',
)} WHEN ? THEN true ELSE false END`;
