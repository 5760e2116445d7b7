import { drsDate, drsDuration } from '../wire/timestamps';
import { copiedShare, INITIATION_STEPS, totalBytes } from './replication';
import { SourceServer } from './types';

/** How far behind the other side is, in milliseconds; undefined before the first full copy. */
function lag(server: SourceServer, now: number): number | undefined {
  const { state, everSynced, consistentAt, backlogSeconds } =
    server.replication;
  if (!everSynced || state === 'DISCONNECTED' || state === 'STOPPED') {
    return undefined;
  }
  if (state === 'BACKLOG') {
    return (backlogSeconds ?? 0) * 1000;
  }
  return consistentAt === undefined ? 0 : now - consistentAt;
}

function rescannedShare(server: SourceServer, now: number): number | undefined {
  const { rescan } = server.replication;
  return rescan
    ? Math.min(1, (now - rescan.startedAt) / (rescan.seconds * 1000))
    : undefined;
}

/** Bytes that wait to be sent. */
function backlog(server: SourceServer, now: number): number {
  const { state } = server.replication;
  const behind = lag(server, now) ?? 0;
  if (state === 'BACKLOG' || state === 'STALLED') {
    return Math.min(
      totalBytes(server),
      Math.floor(behind / 1000) * 2 * 1024 * 1024,
    );
  }
  return 0;
}

function initiationView(server: SourceServer, now: number) {
  const { initiation } = server.replication;
  if (!initiation) {
    return undefined;
  }
  const isRunning = server.replication.state === 'INITIATING';
  let end = initiation.startedAt;
  const steps = INITIATION_STEPS.map((name, index) => {
    const start = end;
    end += initiation.stepSeconds[index] * 1000;
    if (!isRunning || end <= now) {
      return { name, status: 'SUCCEEDED' };
    }
    return { name, status: start <= now ? 'IN_PROGRESS' : 'NOT_STARTED' };
  });
  return { startDateTime: drsDate(initiation.startedAt), steps };
}

function disksView(server: SourceServer, now: number) {
  const copied = copiedShare(server, now);
  const rescanned = rescannedShare(server, now);
  const waiting = backlog(server, now);
  const total = totalBytes(server) || 1;
  return server.disks.map(disk => ({
    deviceName: disk.deviceName,
    totalStorageBytes: disk.bytes,
    replicatedStorageBytes: Math.floor(disk.bytes * copied),
    rescannedStorageBytes:
      rescanned === undefined ? 0 : Math.floor(disk.bytes * rescanned),
    backloggedStorageBytes: Math.floor((waiting * disk.bytes) / total),
  }));
}

function estimatedEnd(server: SourceServer): string | undefined {
  const { state, since, seconds } = server.replication;
  const hasEnd = ['INITIAL_SYNC', 'RESCAN', 'BACKLOG'].includes(state);
  return hasEnd && seconds ? drsDate(since + seconds * 1000) : undefined;
}

/** dataReplicationInfo of a source server, now. */
export function viewReplication(
  server: SourceServer,
  now: number,
): Record<string, unknown> {
  const behind = lag(server, now);
  const { error, state } = server.replication;
  return {
    dataReplicationState: state,
    lagDuration: behind === undefined ? undefined : drsDuration(behind),
    etaDateTime: estimatedEnd(server),
    replicatedDisks: disksView(server, now),
    dataReplicationInitiation: initiationView(server, now),
    dataReplicationError: error,
    stagingAvailabilityZone: ['STOPPED', 'DISCONNECTED'].includes(state)
      ? undefined
      : `${server.region}a`,
  };
}
