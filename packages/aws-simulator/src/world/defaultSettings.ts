import { WorldSettings } from './types';

/** Settings of a world whose estate and reset name none. */
export const DEFAULT_SETTINGS: WorldSettings = {
  consistencyLag: [0, 3],
  drsPageSize: 50,
  forgetRecoveryInstanceIds: false,
  writeLaunchEnd: true,
  windowsBatchUninstaller: false,
  agentSlowness: 1,
  replicationBytesPerSecond: 64 * 1024 * 1024,
  terminatedRecordMinutes: 30,
  latency: [0, 0],
  requestRates: {},
};
