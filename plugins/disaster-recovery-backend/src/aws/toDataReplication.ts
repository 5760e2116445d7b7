import type {
  DataReplicationInfo,
  RecoveryInstanceDataReplicationInfo,
} from '@aws-sdk/client-drs';
import type { AwsClock } from './AwsClock';
import { parseDurationSeconds } from './isoTime';
import type { DataReplication } from './types';

/**
 * Reads how far replication is, of a source server or of a recovery instance.
 *
 * @remarks
 * The model of recovery instances types the lag as a time, and AWS sends a duration: what cannot be read is left out.
 */
export function toDataReplication(
  info: DataReplicationInfo | RecoveryInstanceDataReplicationInfo | undefined,
  clock: AwsClock,
): DataReplication {
  const disks = (info?.replicatedDisks ?? []).map(disk => ({
    deviceName: disk.deviceName,
    totalBytes: disk.totalStorageBytes ?? 0,
    replicatedBytes: disk.replicatedStorageBytes ?? 0,
    rescannedBytes: disk.rescannedStorageBytes ?? 0,
    backlogBytes: disk.backloggedStorageBytes ?? 0,
  }));
  const sum = (
    field: 'totalBytes' | 'replicatedBytes' | 'rescannedBytes' | 'backlogBytes',
  ) => disks.reduce((total, disk) => total + disk[field], 0);
  const failure = info?.dataReplicationError;
  return {
    state: info?.dataReplicationState,
    lagSeconds: parseDurationSeconds(info?.lagDuration),
    etaAt: clock.read(info?.etaDateTime),
    totalBytes: sum('totalBytes'),
    replicatedBytes: sum('replicatedBytes'),
    rescannedBytes: sum('rescannedBytes'),
    backlogBytes: sum('backlogBytes'),
    disks,
    initiationSteps: (info?.dataReplicationInitiation?.steps ?? []).map(
      step => ({ name: step.name ?? '', status: step.status ?? '' }),
    ),
    error: failure?.error
      ? { code: failure.error, rawError: failure.rawError }
      : undefined,
  };
}
