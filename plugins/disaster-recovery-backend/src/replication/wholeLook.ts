import type { SessionRecord } from '../failover-sessions';
import type { WatchRecord } from './ReplicationWatchStore';

/** What was written so shortly before a look may have become visible after it. Milliseconds. */
const UNSEEN_MS = 5_000;

type Last = Pick<WatchRecord, 'observedAt'> | undefined;

/**
 * In how many milliseconds everything in an account and region is due to be looked at; none where it is overdue, or never
 * was. Between two such looks only what is about to change is looked at, and sessions that were changed: what DRS takes a
 * second is for launches, too.
 *
 * @param last - the last look at everything, by when it began
 */
export function wholeLookInMs(last: Last, now: Date, interval: number): number {
  return last
    ? Math.max(0, last.observedAt.getTime() + interval - now.getTime())
    : 0;
}

/** Whether the last look at everything saw a session as it is now. */
export function isKnown(
  session: Pick<SessionRecord, 'updatedAt'>,
  last: Last,
): boolean {
  return (
    last !== undefined &&
    session.updatedAt.getTime() < last.observedAt.getTime() - UNSEEN_MS
  );
}
