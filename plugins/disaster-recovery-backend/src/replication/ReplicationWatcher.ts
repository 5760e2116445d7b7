import type { Knex } from 'knex';
import { whileWatching } from '../aws';
import type { ReconcileContext, Reconciler, Reconciliation } from '../engine';
import type { WatchedInstance, SessionRecord } from '../failover-sessions';
import { completeReProtection } from './completeReProtection';
import { ExpectedEnds } from './ExpectedEnds';
import { lookAtRegion } from './lookAtRegion';
import { nextLookMs, type Pace } from './nextLookMs';
import type { Observation } from './observeInstance';
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
import {
  fromWatchId,
  isReturned,
  WATCH_KIND,
  WATCHED,
} from './watchedSessions';
import type { WatchedSession } from './WatchedSession';
import { isKnown, wholeLookInMs } from './wholeLook';

/**
 * So many instances are looked at together: pages are full but for one, and of a region with tens of thousands no more than
 * these are in memory.
 */
const INSTANCES_AT_A_TIME = 3_000;
/** By what part of the interval a look at everything may come early, and how long it rests at least. */
const EARLY = 0.05;
const LEAST_REST = 0.25;

type WatcherDependencies = RecordDependencies & {
  watches: ReplicationWatchStore;
};

/** What came of a look at an account and region. */
type Looked = Pick<WatchRecord, 'observedAt' | 'serverCount' | 'error'> & {
  /** In how many milliseconds something is about to change, or everything is due. */
  wakeInMs: number;
};

function progressOf(session: SessionRecord, instance: WatchedInstance) {
  return isReturned(session.status)
    ? instance.reProtection
    : instance.replication;
}

/**
 * Watches one account and region for all sessions that return there: asks DRS in pages, writes what changed, and moves the
 * sessions' status by rule. It rests when no session is there.
 */
export class ReplicationWatcher implements Reconciler {
  readonly kind = WATCH_KIND;
  readonly #dependencies: WatcherDependencies;
  /** By watch. */
  readonly #expected = new Map<string, ExpectedEnds>();

  constructor(dependencies: WatcherDependencies) {
    this.#dependencies = dependencies;
  }

  reconcile(context: ReconcileContext): Promise<Reconciliation> {
    return whileWatching(() => this.#look(context));
  }

  async #look(context: ReconcileContext): Promise<Reconciliation> {
    const { config, watches, clock, sessions } = this.#dependencies;
    const target = fromWatchId(context.id);
    const here = await sessions.store.listReturningTo(target, WATCHED);
    if (here.length === 0) {
      this.#expected.delete(context.id);
      await context.transaction(transaction =>
        watches.delete(target, transaction),
      );
      return 'done';
    }
    const before = await watches.find(target);
    const interval = config.pollingIntervalMs;
    const dueInMs = wholeLookInMs(before, clock.now(), interval);
    const isWhole = dueInMs <= interval * EARLY;
    const looked = await this.#lookAt(context, here, { isWhole, before });
    if (!looked) {
      return { wakeInMs: 0 };
    }
    const observed = isWhole || !before ? looked : before;
    const wakeInMs = Math.max(
      interval * LEAST_REST,
      Math.min(looked.wakeInMs, wholeLookInMs(observed, clock.now(), interval)),
    );
    await this.#save(context, {
      observedAt: observed.observedAt,
      serverCount: observed.serverCount,
      sessionCount: here.length,
      // A look at a few says nothing of what the others could not be asked.
      error: looked.error ?? (isWhole ? undefined : before?.error),
      wakeInMs,
    });
    return { wakeInMs };
  }

  /** Looks at sessions, and writes what was seen. @returns nothing when the process stops before it is through */
  async #lookAt(
    context: ReconcileContext,
    here: SessionRecord[],
    { isWhole, before }: { isWhole: boolean; before?: WatchRecord },
  ): Promise<Looked | undefined> {
    const { config, clock } = this.#dependencies;
    const looked: Looked = {
      observedAt: clock.now(),
      serverCount: 0,
      wakeInMs: config.pollingIntervalMs,
    };
    const expected = this.#expected.get(context.id) ?? new ExpectedEnds();
    this.#expected.set(context.id, expected);
    if (isWhole) {
      expected.clear();
    }
    const whole = (session: SessionRecord) =>
      isWhole || !isKnown(session, before);
    const due = (session: SessionRecord, instance: WatchedInstance) =>
      expected.isDue(
        {
          recoveryInstanceId: instance.recoveryInstanceId,
          progress: progressOf(session, instance),
        },
        this.#pace(),
      );
    for await (const watched of this.#inGroups(here, whole, due)) {
      const facts = await this.#ask(context, watched, before);
      for (const { session } of watched) {
        if (context.signal.aborted) {
          return undefined;
        }
        const observations = await this.#record(context, session.id, facts);
        expected.note(observations);
        looked.wakeInMs = Math.min(
          looked.wakeInMs,
          nextLookMs(observations, this.#pace()),
        );
      }
      looked.serverCount += facts.servers.size;
      looked.error ??= facts.failures[0]?.reason;
    }
    looked.wakeInMs = Math.min(
      looked.wakeInMs,
      expected.nextLookMs(this.#pace()),
    );
    return looked;
  }

  #pace(): Pace {
    const { clock, config } = this.#dependencies;
    return { now: clock.now(), pollingIntervalMs: config.pollingIntervalMs };
  }

  async #save(
    context: ReconcileContext,
    {
      wakeInMs,
      ...watch
    }: Omit<WatchRecord, 'nextObservationAt'> & { wakeInMs: number },
  ): Promise<void> {
    const { watches, clock } = this.#dependencies;
    const nextObservationAt = new Date(clock.now().getTime() + wakeInMs);
    await context.transaction(transaction =>
      watches.save(
        fromWatchId(context.id),
        { ...watch, nextObservationAt },
        transaction,
      ),
    );
  }

  /**
   * The sessions with their instances, as many at a time as are looked at together: all of a session, or those of its
   * instances that are about to change.
   */
  async *#inGroups(
    here: SessionRecord[],
    isWhole: (session: SessionRecord) => boolean,
    isDue: (session: SessionRecord, instance: WatchedInstance) => boolean,
  ): AsyncGenerator<WatchedSession[]> {
    const { store } = this.#dependencies.sessions;
    let group: WatchedSession[] = [];
    let size = 0;
    for (const session of here) {
      const isAll = isWhole(session);
      const instances = isAll
        ? await store.listWatchedInstances(session.id)
        : (await store.listMovingInstances(session.id)).filter(instance =>
            isDue(session, instance),
          );
      if (isAll || instances.length > 0) {
        group.push({ session, instances });
        size += instances.length;
      }
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

  async #ask(
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

  /** Writes what was seen of one session. @returns what was seen of its instances */
  async #record(
    context: ReconcileContext,
    sessionId: string,
    facts: RegionFacts,
  ): Promise<Observation[]> {
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
    return recorded.observations;
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
