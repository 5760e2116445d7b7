import type { ReplicationProgress } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { ReconcileContext, Reconciler, Reconciliation } from '../engine';
import type { SessionRecord } from '../failover-sessions';
import { completeReProtection } from './completeReProtection';
import { lookAtRegion } from './lookAtRegion';
import { nextLookMs } from './nextLookMs';
import {
  recordLook,
  type Recorded,
  type RecordDependencies,
} from './recordLook';
import type { RegionFacts } from './RegionFacts';
import type {
  ReplicationWatchStore,
  WatchRecord,
} from './ReplicationWatchStore';
import { fromWatchId, WATCH_KIND, WATCHED } from './watchedSessions';
import type { WatchedSession } from './WatchedSession';

/**
 * So many instances are looked at together: pages are full but for one, and of a region with tens of thousands no more than
 * these are in memory.
 */
const INSTANCES_AT_A_TIME = 3_000;

type WatcherDependencies = RecordDependencies & {
  watches: ReplicationWatchStore;
};

/**
 * Watches one account and region for all sessions that return there: asks DRS in pages, writes what changed, and moves the
 * sessions' status by rule. It rests when no session is there.
 */
export class ReplicationWatcher implements Reconciler {
  readonly kind = WATCH_KIND;
  readonly #dependencies: WatcherDependencies;

  constructor(dependencies: WatcherDependencies) {
    this.#dependencies = dependencies;
  }

  async reconcile(context: ReconcileContext): Promise<Reconciliation> {
    const { config, watches, clock, sessions } = this.#dependencies;
    const target = fromWatchId(context.id);
    const here = await sessions.store.listReturningTo(target, WATCHED);
    if (here.length === 0) {
      await context.transaction(transaction =>
        watches.delete(target, transaction),
      );
      return 'done';
    }
    const before = await watches.find(target);
    const observedAt = clock.now();
    let serverCount = 0;
    let error: string | undefined;
    let wakeInMs = config.pollingIntervalMs;
    for await (const watched of this.#inGroups(here)) {
      const facts = await this.#look(context, watched, before);
      for (const { session } of watched) {
        if (context.signal.aborted) {
          return { wakeInMs: 0 };
        }
        const progresses = await this.#record(context, session.id, facts);
        wakeInMs = Math.min(
          wakeInMs,
          nextLookMs(progresses, config.pollingIntervalMs),
        );
      }
      serverCount += facts.servers.size;
      error ??= facts.failures[0]?.reason;
    }
    await context.transaction(transaction =>
      watches.save(
        target,
        {
          observedAt,
          nextObservationAt: new Date(clock.now().getTime() + wakeInMs),
          sessionCount: here.length,
          serverCount,
          error,
        },
        transaction,
      ),
    );
    return { wakeInMs };
  }

  /** The sessions with their instances, as many at a time as are looked at together. */
  async *#inGroups(here: SessionRecord[]): AsyncGenerator<WatchedSession[]> {
    const { store } = this.#dependencies.sessions;
    let group: WatchedSession[] = [];
    let size = 0;
    for (const session of here) {
      const instances = await store.listInstances(session.id);
      group.push({ session, instances });
      size += instances.length;
      if (size >= INSTANCES_AT_A_TIME) {
        yield group;
        group = [];
        size = 0;
      }
    }
    if (group.length > 0) {
      yield group;
    }
  }

  async #look(
    { logger }: ReconcileContext,
    watched: WatchedSession[],
    before: WatchRecord | undefined,
  ): Promise<RegionFacts> {
    const { aws, config, clock } = this.#dependencies;
    const facts = await lookAtRegion(
      aws,
      watched,
      { readyLagSeconds: config.readyLagSeconds, at: clock.now() },
      before?.error !== undefined,
    );
    if (facts.failures.length > 0) {
      logger.warn('AWS did not answer everything', {
        failures: facts.failures
          .slice(0, 5)
          .map(
            ({ operation, region, reason }) =>
              `${operation} in ${region}: ${reason}`,
          ),
      });
    }
    return facts;
  }

  /** Writes what was seen of one session. @returns how its instances replicate */
  async #record(
    context: ReconcileContext,
    sessionId: string,
    facts: RegionFacts,
  ): Promise<ReplicationProgress[]> {
    const { changes, sessions } = this.#dependencies;
    const recorded = await context.transaction(async transaction => {
      const look = await recordLook(
        this.#dependencies,
        sessionId,
        facts,
        transaction,
      );
      if (look) {
        await this.#tell(transaction, look);
      }
      return look;
    });
    if (!recorded) {
      return [];
    }
    if (recorded.hasChanged) {
      changes.publish({ type: 'failover-session', id: sessionId });
    }
    if (recorded.isProtectedNow) {
      await completeReProtection(sessions, sessionId);
    }
    return recorded.observations.flatMap(({ progress }) => progress ?? []);
  }

  /** Tells the owner, and the log. */
  async #tell(
    transaction: Knex.Transaction,
    { session, becameReady, newTrouble }: Recorded,
  ): Promise<void> {
    const { changes, audit } = this.#dependencies;
    const link = `/disaster-recovery/failover-sessions/${session.id}`;
    if (becameReady) {
      await changes.notify(transaction, {
        owner: session.owner,
        title: `${session.name} is ready to fail back`,
        description: 'Every instance is replicated to the source region.',
        link,
        severity: 'normal',
        scope: `failover-session:${session.id}:ready`,
      });
    }
    if (newTrouble) {
      await audit.failure(transaction, {
        operation: 'reverse-replication',
        sessionId: session.id,
        operationId: newTrouble.operationId,
        correlationId: newTrouble.correlationId,
        resourceIds: newTrouble.resourceIds,
        error: newTrouble,
      });
      await changes.notify(transaction, {
        owner: session.owner,
        title: `${session.name}: ${newTrouble.message}`,
        description: newTrouble.remedy,
        link,
        severity: 'high',
        scope: `failover-session:${session.id}:replication`,
      });
    }
  }
}
