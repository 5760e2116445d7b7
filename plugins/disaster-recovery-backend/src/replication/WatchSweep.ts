import type { Dependencies } from '../dependencies';
import type { Reconciler, Reconciliation } from '../engine';
import type { FailoverSessions } from '../failover-sessions';
import type { ReplicationWatchStore } from './ReplicationWatchStore';
import type { SampleAging } from './SampleAging';
import { toWatchId, WATCH_KIND, WATCHED } from './watchedSessions';

/** The kind of the reconciler, and the id of the only thing of that kind. */
export const SWEEP_KIND = 'watch-sweep';
export const SWEEP_ID = 'all';

type SweepDependencies = Dependencies & {
  sessions: FailoverSessions;
  aging: SampleAging;
  watches: ReplicationWatchStore;
};

/**
 * Sees to it that every account and region with sessions to watch is watched: new sessions, and those of before a restart.
 * What is watched already is left to its own rhythm, so that the sweep costs AWS nothing. It also thins old samples, and forgets what is kept of sessions for lists and is true no more.
 */
export class WatchSweep implements Reconciler {
  readonly kind = SWEEP_KIND;
  readonly #dependencies: SweepDependencies;

  constructor(dependencies: SweepDependencies) {
    this.#dependencies = dependencies;
  }

  async reconcile(): Promise<Reconciliation> {
    const { sessions, watches, aging, engine, config, clock } =
      this.#dependencies;
    const now = clock.now();
    for (const place of await sessions.store.listSourcePlaces(WATCHED)) {
      const watch = await watches.find(place);
      const overdueAt =
        (watch?.nextObservationAt.getTime() ?? 0) + config.pollingIntervalMs;
      if (overdueAt < now.getTime()) {
        await engine.wake(WATCH_KIND, toWatchId(place));
      }
    }
    await aging.age(now);
    await sessions.digests.forgetChanged();
    return { wakeInMs: config.pollingIntervalMs };
  }
}
