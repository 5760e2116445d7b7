import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { ReconcileContext, Reconciler, Reconciliation } from '../engine';
import { completeReProtection } from './completeReProtection';
import { lookAtRegion } from './lookAtRegion';
import { nextLookMs } from './nextLookMs';
import {
  recordLook,
  type Recorded,
  type RecordDependencies,
} from './recordLook';
import type { ReplicationWatchStore } from './ReplicationWatchStore';
import { fromWatchId, WATCH_KIND, WATCHED } from './watchedSessions';
import type { WatchedSession } from './WatchedSession';

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
    const { aws, changes, config, watches, clock } = this.#dependencies;
    const target = fromWatchId(context.id);
    const watched = await this.#listWatched(target);
    if (watched.length === 0) {
      await context.transaction(transaction =>
        watches.delete(target, transaction),
      );
      return 'done';
    }
    const before = await watches.find(target);
    const facts = await lookAtRegion(
      aws,
      watched,
      { readyLagSeconds: config.readyLagSeconds, at: clock.now() },
      before?.error !== undefined,
    );
    if (facts.failures.length > 0) {
      context.logger.warn('AWS did not answer everything', {
        failures: facts.failures
          .slice(0, 5)
          .map(
            ({ operation, region, reason }) =>
              `${operation} in ${region}: ${reason}`,
          ),
      });
    }
    const recorded: Recorded[] = [];
    for (const { session } of watched) {
      if (context.signal.aborted) {
        return { wakeInMs: 0 };
      }
      const one = await context.transaction(async transaction => {
        const look = await recordLook(
          this.#dependencies,
          session.id,
          facts,
          transaction,
        );
        if (look) {
          await this.#tell(transaction, look);
        }
        return look;
      });
      if (one) {
        recorded.push(one);
        if (one.hasChanged) {
          changes.publish({ type: 'failover-session', id: session.id });
        }
        if (one.isProtectedNow) {
          await completeReProtection(this.#dependencies.sessions, session.id);
        }
      }
    }
    const wakeInMs = nextLookMs(
      recorded.flatMap(({ observations }) =>
        observations.flatMap(({ progress }) => progress ?? []),
      ),
      config.pollingIntervalMs,
    );
    await context.transaction(transaction =>
      watches.save(
        target,
        {
          observedAt: facts.at,
          nextObservationAt: new Date(clock.now().getTime() + wakeInMs),
          sessionCount: watched.length,
          serverCount: facts.servers.size,
          error: facts.failures[0]?.reason,
        },
        transaction,
      ),
    );
    return { wakeInMs };
  }

  async #listWatched(target: AccountRegion): Promise<WatchedSession[]> {
    const { store } = this.#dependencies.sessions;
    const here = await store.listReturningTo(target, WATCHED);
    const instances = await store.listInstancesOf(here.map(({ id }) => id));
    return here.map(session => ({
      session,
      instances: instances.get(session.id) ?? [],
    }));
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
