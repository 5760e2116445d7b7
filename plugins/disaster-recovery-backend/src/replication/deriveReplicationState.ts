import {
  type ErrorDetails,
  type InitiationStep,
  type ReplicationProgress,
  type ReplicationState,
  stepStatusSchema,
} from '@internal/plugin-disaster-recovery-common';
import type { DataReplication, RecoveryInstance, SourceServer } from '../aws';
import { replicationTrouble } from './replicationTrouble';

/** What the rule needs besides what DRS says of the two machines. */
export interface DeriveOptions {
  /** Above this lag READY becomes READY_WITH_LAG. */
  readyLagSeconds: number;
  /** Whether DRS has a point in time of the source server that can be launched. */
  hasSnapshot: boolean;
  /**
   * Whether the source server was turned to another machine, so that every block is compared: until the comparison has
   * been seen to end, the machine is not ready, even before the comparison has been seen to begin.
   */
  rescanRequired?: boolean;
  /** When DRS was asked. */
  at: Date;
}

/** DRS's states from which nothing flows yet, as the recovery instance has them. */
const NOT_BEGUN = [
  undefined,
  'NOT_STARTED',
  'REPLICATION_STATE_NOT_AVAILABLE',
  'DISCONNECTED',
];

function isCopied({ totalBytes, replicatedBytes, disks }: DataReplication) {
  return (
    totalBytes > 0 &&
    replicatedBytes >= totalBytes &&
    disks.every(disk => disk.replicatedBytes >= disk.totalBytes)
  );
}

function isRescanned({ disks, rescannedBytes, totalBytes }: DataReplication) {
  return disks.length > 0
    ? disks.every(disk => disk.rescannedBytes >= disk.totalBytes)
    : rescannedBytes >= totalBytes;
}

/** Whether blocks are being compared: DRS reports no compared bytes where it never had to compare any. */
function rescanMatters(replication: DataReplication, required?: boolean) {
  return (
    required === true ||
    replication.state === 'RESCAN' ||
    replication.rescannedBytes > 0
  );
}

/** DRS leaves the lag out at times; then only an empty backlog says that there is none. */
function isBehind(replication: DataReplication, readyLagSeconds: number) {
  if (replication.state === 'BACKLOG') {
    return true;
  }
  return replication.lagSeconds === undefined
    ? replication.backlogBytes > 0
    : replication.lagSeconds > readyLagSeconds;
}

function stateOf(
  replication: DataReplication,
  options: DeriveOptions,
): ReplicationState {
  switch (replication.state) {
    case 'INITIATING':
      return 'INITIATING';
    case 'CONTINUOUS':
    case 'BACKLOG': {
      if (!isCopied(replication)) {
        return replication.state === 'BACKLOG' ? 'INITIAL_SYNC' : 'CONTINUOUS';
      }
      const isRescanOpen =
        rescanMatters(replication, options.rescanRequired) &&
        !isRescanned(replication);
      if (isRescanOpen || !options.hasSnapshot || replication.error) {
        return 'CONTINUOUS';
      }
      return isBehind(replication, options.readyLagSeconds)
        ? 'READY_WITH_LAG'
        : 'READY';
    }
    case 'INITIAL_SYNC':
    case 'CREATING_SNAPSHOT':
    case 'RESCAN':
      return 'INITIAL_SYNC';
    default:
      return NOT_BEGUN.includes(replication.state)
        ? 'NOT_STARTED'
        : 'INITIATING';
  }
}

function percentOf(
  replication: DataReplication,
  rescan: boolean,
): number | undefined {
  const { totalBytes, replicatedBytes, rescannedBytes } = replication;
  if (totalBytes <= 0) {
    return undefined;
  }
  const done =
    rescan && isCopied(replication) ? rescannedBytes : replicatedBytes;
  // Rounding up would say 100 while the last blocks still travel.
  return Math.min(100, Math.floor((done / totalBytes) * 1000) / 10);
}

function initiationSteps(replication: DataReplication): InitiationStep[] {
  return replication.initiationSteps.map(({ name, status }) => {
    const known = stepStatusSchema.safeParse(status);
    return { name, status: known.success ? known.data : 'NOT_STARTED' };
  });
}

function withoutServer(
  recoveryInstance: RecoveryInstance | undefined,
  error: ErrorDetails | undefined,
  at: Date,
): ReplicationProgress {
  const begun = !NOT_BEGUN.includes(recoveryInstance?.replication.state);
  const state = begun ? 'INITIATING' : 'NOT_STARTED';
  return {
    state: error ? 'ERROR' : state,
    dataReplicationState: recoveryInstance?.replication.state,
    error,
    observedAt: at.toISOString(),
  };
}

/**
 * Which of the seven states reverse replication is in, and how far it has come.
 *
 * @remarks
 * The source server that receives the data is what counts. The recovery instance speaks where there is no such source
 * server (yet), and where it is gone itself. CONTINUOUS alone is not readiness: DRS says it while disks are still compared,
 * and before there is a point in time to launch from.
 */
export function deriveReplicationState(
  sourceServer: SourceServer | undefined,
  recoveryInstance: RecoveryInstance | undefined,
  options: DeriveOptions,
): ReplicationProgress {
  const trouble = replicationTrouble(
    sourceServer,
    recoveryInstance,
    options.at,
  );
  if (!sourceServer) {
    return withoutServer(recoveryInstance, trouble?.details, options.at);
  }
  const { replication } = sourceServer;
  const rescan = rescanMatters(replication, options.rescanRequired);
  const state = trouble?.isFatal ? 'ERROR' : stateOf(replication, options);
  const steps = initiationSteps(replication);
  return {
    state,
    sourceServerId: sourceServer.id,
    dataReplicationState: replication.state,
    percent: percentOf(replication, rescan),
    totalBytes: replication.totalBytes,
    replicatedBytes: replication.replicatedBytes,
    rescannedBytes: rescan ? replication.rescannedBytes : undefined,
    backlogBytes: replication.backlogBytes,
    lagSeconds: replication.lagSeconds,
    etaAt: replication.etaAt?.toISOString(),
    initiationSteps:
      steps.length > 0 && (state === 'INITIATING' || state === 'ERROR')
        ? steps
        : undefined,
    error: trouble?.details,
    observedAt: options.at.toISOString(),
  };
}
