import type { Dependencies } from '../dependencies';
import type { FailoverSessions } from '../failover-sessions';
import { ReplicationSampleStore } from './ReplicationSampleStore';
import { ReplicationWatcher } from './ReplicationWatcher';
import { ReplicationWatchStore } from './ReplicationWatchStore';
import { SampleAging } from './SampleAging';
import { StartReverseReplication } from './StartReverseReplication';
import { SWEEP_ID, SWEEP_KIND, WatchSweep } from './WatchSweep';

/** What has to be done once the engine runs. */
export interface Replication {
  /** Begins the sweep that sees to it that every session is watched. Harmless when it is under way already. */
  start(): Promise<void>;
}

/** Registers the start of reverse replication and its watcher: before the engine starts. */
export function registerReplication(
  dependencies: Dependencies & { sessions: FailoverSessions },
): Replication {
  const { database, engine, sessions, config } = dependencies;
  const parts = {
    ...dependencies,
    samples: new ReplicationSampleStore(database),
    watches: new ReplicationWatchStore(database),
    aging: new SampleAging(database, { retentionMs: config.sampleRetentionMs }),
  };
  engine.register(new ReplicationWatcher(parts));
  engine.register(new WatchSweep(parts));
  sessions.operations.register(new StartReverseReplication(dependencies));
  return { start: () => engine.wake(SWEEP_KIND, SWEEP_ID) };
}
