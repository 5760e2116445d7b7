import type { WatchedInstance, SessionRecord } from '../failover-sessions';

/** A session that is looked at, with its instances. */
export interface WatchedSession {
  session: SessionRecord;
  instances: WatchedInstance[];
}
