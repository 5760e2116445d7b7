import type { SessionRecord } from '../failover-sessions';

type Seen = Pick<SessionRecord, 'id' | 'updatedAt'>;

/**
 * Remembers when this process last looked at everything in each account and region. Between two such looks it looks only at
 * what is about to change, and at sessions that were changed: what DRS takes a second is for launches, too.
 *
 * @remarks
 * Only in memory: who does not know, after a restart or on another replica, looks at everything.
 */
export class WholeLooks {
  readonly #now: () => number;
  readonly #last = new Map<string, { at: number; seen: Map<string, number> }>();

  /** @param now - milliseconds that only grow */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** In how many milliseconds everything in an account and region is due to be looked at; none where it is overdue. */
  dueInMs(watchId: string, intervalMs: number): number {
    const last = this.#last.get(watchId);
    return last ? Math.max(0, last.at + intervalMs - this.#now()) : 0;
  }

  /** Whether a session is as it was at the last look at everything. */
  isKnown(watchId: string, session: Seen): boolean {
    const seen = this.#last.get(watchId)?.seen.get(session.id);
    return seen === session.updatedAt.getTime();
  }

  /** Notes a look at everything that began with sessions as they were. */
  note(watchId: string, sessions: Seen[], beganAt: number): void {
    this.#last.set(watchId, {
      at: beganAt,
      seen: new Map(
        sessions.map(({ id, updatedAt }) => [id, updatedAt.getTime()]),
      ),
    });
  }

  forget(watchId: string): void {
    this.#last.delete(watchId);
  }

  get now(): number {
    return this.#now();
  }
}
