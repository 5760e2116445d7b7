import type { ReplicationProgress } from '@internal/plugin-disaster-recovery-common';
import { soonMs } from '../soonMs';

const SOON_MS = 15_000;
const NEARLY_COPIED_PERCENT = 97;

/** Whether the next change of this machine is minutes away at most. */
export function changesSoon(progress: ReplicationProgress): boolean {
  switch (progress.state) {
    case 'INITIATING':
      return true;
    case 'INITIAL_SYNC':
      return (
        progress.dataReplicationState === 'CREATING_SNAPSHOT' ||
        (progress.percent ?? 0) >= NEARLY_COPIED_PERCENT
      );
    default:
      return false;
  }
}

/** When DRS is asked again: at the configured interval, and sooner while some machine is about to change. */
export function nextLookMs(
  progresses: ReplicationProgress[],
  pollingIntervalMs: number,
): number {
  return progresses.some(changesSoon)
    ? soonMs(SOON_MS, pollingIntervalMs)
    : pollingIntervalMs;
}
