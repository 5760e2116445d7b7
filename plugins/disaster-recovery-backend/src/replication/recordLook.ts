import type {
  ErrorDetails,
  OperationSummary,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Dependencies } from '../dependencies';
import type {
  FailoverSessions,
  WatchedInstance,
  SessionRecord,
} from '../failover-sessions';
import { deriveSessionStatus } from './deriveSessionStatus';
import { type Observation, observeInstance } from './observeInstance';
import type { RegionFacts } from './RegionFacts';
import type { ReplicationSampleStore } from './ReplicationSampleStore';
import { isReProtected, returnedInstances } from './reProtectionProgress';
import {
  REPLICATION_ERROR,
  sessionTrouble,
  unansweredTrouble,
} from './sessionTrouble';
import { isReplicating, isReturned, WATCHED } from './watchedSessions';

export type RecordDependencies = Dependencies & {
  sessions: FailoverSessions;
  samples: ReplicationSampleStore;
};

/** What came of a look at one session. */
export interface Recorded {
  session: SessionRecord;
  observations: Observation[];
  /** Whether anything that people see was written. */
  hasChanged: boolean;
  becameReady: boolean;
  /** Whether a re-protection that has failed has every machine protected now. */
  isProtectedNow: boolean;
  /** Replication errors that were not there before. */
  newTrouble?: ErrorDetails;
}

async function runningReProtection(
  { sessions }: RecordDependencies,
  session: SessionRecord,
  transaction: Knex.Transaction,
): Promise<OperationSummary | undefined> {
  if (session.status !== 'RE_PROTECTING') {
    return undefined;
  }
  const operation = await sessions.operations.latestSummary(
    session.id,
    're-protect',
    transaction,
  );
  return operation?.status === 'RUNNING' ? operation : undefined;
}

async function writeTrouble(
  dependencies: RecordDependencies,
  watched: { session: SessionRecord; instances: WatchedInstance[] },
  observations: Observation[],
  facts: RegionFacts,
  transaction: Knex.Transaction,
): Promise<{ changed: boolean; newTrouble?: ErrorDetails }> {
  const { sessions, audit } = dependencies;
  const { session } = watched;
  // While it fails back, the failback's own error is what people have to see.
  const isWaiting =
    isReplicating(session.status) && session.status !== 'FAILBACK_IN_PROGRESS';
  if (!isWaiting && !isReturned(session.status)) {
    return { changed: false };
  }
  const trouble =
    sessionTrouble(watched, facts.at) ?? unansweredTrouble(session, facts);
  const isNews =
    session.lastError === undefined ||
    observations.some(({ isNewError }) => isNewError);
  if (trouble && isNews) {
    const operation = await sessions.operations.latestSummary(
      session.id,
      isReturned(session.status) ? 're-protect' : 'start-reverse-replication',
      transaction,
    );
    const lastError = {
      ...trouble,
      correlationId: operation?.correlationId,
      operationId: operation?.id,
    };
    await sessions.store.update(session.id, { lastError }, transaction);
    await audit.record(transaction, {
      actor: 'plugin:disaster-recovery',
      action: 'replication.failed',
      outcome: 'OBSERVED',
      resourceType: 'failover-session',
      resourceId: session.id,
      sessionId: session.id,
      operationId: operation?.id,
      correlationId: operation?.correlationId,
      message: trouble.message,
      error: lastError,
    });
    return { changed: true, newTrouble: lastError };
  }
  if (!trouble && session.lastError?.code === REPLICATION_ERROR) {
    await sessions.store.update(
      session.id,
      { lastError: undefined },
      transaction,
    );
    return { changed: true };
  }
  return { changed: false };
}

/**
 * Writes what one look found out about one session, and moves its status by the rule. Decided anew from the locked rows: an
 * operation may have changed them since they were read.
 */
export async function recordLook(
  dependencies: RecordDependencies,
  sessionId: string,
  facts: RegionFacts,
  transaction: Knex.Transaction,
): Promise<Recorded | undefined> {
  const { sessions, samples, config } = dependencies;
  const { store } = sessions;
  const session = await store.getForUpdate(sessionId, transaction);
  if (!WATCHED.includes(session.status)) {
    return undefined;
  }
  const before = await store.listWatchedInstances(sessionId, transaction);
  const running = await runningReProtection(dependencies, session, transaction);
  const options = {
    readyLagSeconds: config.readyLagSeconds,
    isReProtecting: running !== undefined,
  };
  const observations = before.map(instance =>
    observeInstance(session, instance, facts, options),
  );
  const after = observations.map(({ patch }, index) => ({
    ...before[index],
    ...patch,
  }));
  const hasChangedInstances = await store.updateInstances(
    sessionId,
    observations,
    transaction,
  );
  await samples.add(
    sessionId,
    observations.flatMap(({ recoveryInstanceId, sample }) =>
      sample ? [{ recoveryInstanceId, progress: sample }] : [],
    ),
    transaction,
  );
  const returned = returnedInstances(after);
  const isProtected = returned.length > 0 && returned.every(isReProtected);
  if (running && isProtected) {
    // What it waits for is there: it need not find out by itself.
    await sessions.operations.wake(running, transaction);
  }
  const status = deriveSessionStatus(
    session.status,
    after,
    session.mirroredAt !== undefined,
  );
  if (status !== session.status) {
    await store.transition(sessionId, status, {}, transaction);
  }
  const { changed, newTrouble } = await writeTrouble(
    dependencies,
    { session, instances: after },
    observations,
    facts,
    transaction,
  );
  return {
    session: { ...session, status },
    observations,
    hasChanged: changed || status !== session.status || hasChangedInstances,
    becameReady: status === 'READY_FOR_FAILBACK' && session.status !== status,
    isProtectedNow: status === 'RE_PROTECTING' && !running && isProtected,
    newTrouble,
  };
}
