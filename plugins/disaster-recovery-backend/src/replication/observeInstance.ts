import {
  isBack,
  isReadyForFailback,
  type ReplicationProgress,
} from '@internal/plugin-disaster-recovery-common';
import { hasEnded, type RecoveryInstance } from '../aws';
import type {
  InstancePatch,
  WatchedInstance,
  SessionRecord,
} from '../failover-sessions';
import { isWorthSampling, isWorthWriting } from './compareProgress';
import { deriveReplicationState } from './deriveReplicationState';
import { expectedEnd } from './expectedEnd';
import { lostServer } from './lostReplication';
import type { RegionFacts } from './RegionFacts';
import { isReplicating, isReturned } from './watchedSessions';

const AGENT_SEEN_STEP_MS = 5 * 60_000;

/** What one look found out about one instance. */
export interface Observation {
  recoveryInstanceId: string;
  /** What has changed so much that it is written; empty when nothing has. */
  patch: InstancePatch;
  /** The replication that the session is waiting for now: back, or forth again. */
  progress?: ReplicationProgress;
  /** When its disks are expected to be copied or compared. */
  expectedAt?: Date;
  /** Set when it is worth a place in the charts. */
  sample?: ReplicationProgress;
  /** Whether replication has run into an error with this look. */
  isNewError: boolean;
}

/** By what rules an instance is judged. */
export interface ObserveOptions {
  readyLagSeconds: number;
  /** Whether re-protection is being started now: an agent that is not heard from is expected then, for a while. */
  isReProtecting: boolean;
}

/** Keeps when an error was first seen. */
function since(
  previous: ReplicationProgress | undefined,
  next: ReplicationProgress,
): ReplicationProgress {
  const earlier = previous?.error;
  return next.error && earlier && earlier.code === next.error.code
    ? { ...next, error: { ...next.error, at: earlier.at } }
    : next;
}

function observeLiveness(
  session: SessionRecord,
  instance: WatchedInstance,
  facts: RegionFacts,
): InstancePatch {
  const id = instance.recoveryInstanceId;
  if (!facts.instances.has(id)) {
    return {};
  }
  const observed = facts.instances.get(id);
  const ec2State = observed?.ec2State ?? 'NOT_FOUND';
  const seenAt = observed?.agentLastSeenAt;
  const seenBefore = Date.parse(instance.agentLastSeenAt ?? '');
  const isSeenAnew =
    seenAt !== undefined &&
    !(seenAt.getTime() - seenBefore < AGENT_SEEN_STEP_MS);
  // Some time after its end EC2 does not find it any more: who did not look meanwhile sees only that. What DRS does not
  // list may only be young.
  const isLost =
    hasEnded(observed?.ec2State) &&
    !isReturned(session.status) &&
    session.status !== 'FAILBACK_IN_PROGRESS' &&
    !isBack(instance) &&
    instance.cannotFailBack === undefined;
  return {
    ...(ec2State !== instance.ec2State && { ec2State }),
    ...(isSeenAnew && { agentLastSeenAt: seenAt.toISOString() }),
    ...(isLost && {
      cannotFailBack: 'Its recovery instance has been terminated.',
    }),
  };
}

function observeReverse(
  session: SessionRecord,
  instance: WatchedInstance,
  facts: RegionFacts,
  options: ObserveOptions,
): ReplicationProgress | undefined {
  const serverId = instance.reversedSourceServerId;
  const recoveryInstance = facts.instances.get(instance.recoveryInstanceId);
  const isAnswered = serverId
    ? facts.servers.has(serverId)
    : recoveryInstance !== undefined;
  // What became of the way back of a machine that has taken it no longer matters.
  if (!isReplicating(session.status) || !isAnswered || isBack(instance)) {
    return undefined;
  }
  const server = serverId ? facts.servers.get(serverId) : undefined;
  const previous = instance.replication;
  if (serverId && !server) {
    // A young source server may not be listed yet; one that was copied to has been.
    return previous.totalBytes === undefined
      ? undefined
      : since(previous, lostServer(instance, serverId, facts.at));
  }
  const progress = deriveReplicationState(server, recoveryInstance, {
    readyLagSeconds: options.readyLagSeconds,
    hasSnapshot: serverId !== undefined && facts.launchable.has(serverId),
    at: facts.at,
  });
  return since(previous, progress);
}

function observeForward(
  session: SessionRecord,
  instance: WatchedInstance,
  facts: RegionFacts,
  options: ObserveOptions,
): ReplicationProgress | undefined {
  const serverId = instance.protectingSourceServerId;
  if (
    !isReturned(session.status) ||
    !serverId ||
    !facts.servers.has(serverId)
  ) {
    return undefined;
  }
  const previous = instance.reProtection;
  const wasReady = previous !== undefined && isReadyForFailback(previous.state);
  const progress = deriveReplicationState(
    facts.servers.get(serverId),
    failbackInstance(instance, facts),
    {
      readyLagSeconds: options.readyLagSeconds,
      hasSnapshot: facts.launchable.has(serverId),
      // The original source server holds the disks of the original machine, and compares them with the new one's.
      rescanRequired: serverId === instance.sourceServerId && !wasReady,
      at: facts.at,
    },
  );
  const isSettling =
    options.isReProtecting &&
    progress.state === 'ERROR' &&
    progress.error?.code === 'AGENT_NOT_SEEN';
  return isSettling
    ? { ...progress, state: 'INITIATING', error: undefined }
    : since(previous, progress);
}

function failbackInstance(
  instance: WatchedInstance,
  facts: RegionFacts,
): RecoveryInstance | undefined {
  const id = instance.failback?.failbackInstanceId;
  return id === undefined ? undefined : facts.instances.get(id);
}

function observeFailback(
  session: SessionRecord,
  instance: WatchedInstance,
  facts: RegionFacts,
): InstancePatch {
  const ec2State = failbackInstance(instance, facts)?.ec2State;
  return isReturned(session.status) &&
    instance.failback &&
    ec2State !== undefined &&
    ec2State !== instance.failback.ec2State
    ? { failback: { ...instance.failback, ec2State } }
    : {};
}

/** What is new about an instance, from what is stored and what DRS says now. */
export function observeInstance(
  session: SessionRecord,
  instance: WatchedInstance,
  facts: RegionFacts,
  options: ObserveOptions,
): Observation {
  const reverse = observeReverse(session, instance, facts, options);
  const forward = observeForward(session, instance, facts, options);
  const progress = forward ?? reverse;
  const before = forward ? instance.reProtection : instance.replication;
  return {
    recoveryInstanceId: instance.recoveryInstanceId,
    patch: {
      ...observeLiveness(session, instance, facts),
      ...observeFailback(session, instance, facts),
      ...(reverse &&
        isWorthWriting(instance.replication, reverse) && {
          replication: reverse,
        }),
      ...(forward &&
        isWorthWriting(instance.reProtection, forward) && {
          reProtection: forward,
        }),
    },
    progress,
    expectedAt: expectedEnd(before, progress),
    sample:
      reverse && isWorthSampling(instance.replication, reverse)
        ? reverse
        : undefined,
    isNewError: progress?.state === 'ERROR' && before?.state !== 'ERROR',
  };
}
