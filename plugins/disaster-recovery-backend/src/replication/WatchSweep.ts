import type { Dependencies } from '../dependencies';
import type { Reconciler, Reconciliation } from '../engine';
import type { FailoverSessions } from '../failover-sessions';
import type { ReplicationSampleStore } from './ReplicationSampleStore';
import type { ReplicationWatchStore } from './ReplicationWatchStore';
import {
  fromWatchId,
  toWatchId,
  WATCH_KIND,
  WATCHED,
  watchTarget,
} from './watchedSessions';

/** The kind of the reconciler, and the id of the only thing of that kind. */
export const SWEEP_KIND = 'watch-sweep';
export const SWEEP_ID = 'all';

type SweepDependencies = Dependencies & {
  sessions: FailoverSessions;
  samples: ReplicationSampleStore;
  watches: ReplicationWatchStore;
};

/**
 * Sees to it that every account and region with sessions to watch is watched: new sessions, and those of before a restart.
 * What is watched already is left to its own rhythm, so that the sweep costs AWS nothing. It also forgets old samples.
 */
export class WatchSweep implements Reconciler {
  readonly kind = SWEEP_KIND;
  readonly #dependencies: SweepDependencies;

  constructor(dependencies: SweepDependencies) {
    this.#dependencies = dependencies;
  }

  async reconcile(): Promise<Reconciliation> {
    const { sessions, watches, samples, engine, config } = this.#dependencies;
    const watched = await sessions.store.listByStatus(WATCHED);
    const ids = new Set(watched.map(one => toWatchId(watchTarget(one))));
    for (const id of ids) {
      const watch = await watches.find(fromWatchId(id));
      const overdueAt =
        (watch?.nextObservationAt.getTime() ?? 0) + config.pollingIntervalMs;
      if (overdueAt < Date.now()) {
        await engine.wake(WATCH_KIND, id);
      }
    }
    await samples.prune(new Date(Date.now() - config.sampleRetentionMs));
    return { wakeInMs: config.pollingIntervalMs };
  }
}
