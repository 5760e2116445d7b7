import { soonMs } from '../soonMs';

const SOON_MS = 5000;
const SHARE_OF_AGE = 0.1;

/**
 * When to look again at what an operation waits for: soon at first, and less often the longer it has waited, up to the
 * polling interval. Each look costs AWS as many calls as the region has pages of servers.
 */
export function patientWaitMs(
  startedAt: string,
  pollingIntervalMs: number,
  now: Date,
): number {
  const age = Math.max(0, now.getTime() - Date.parse(startedAt));
  return Math.min(
    pollingIntervalMs,
    Math.max(soonMs(SOON_MS, pollingIntervalMs), age * SHARE_OF_AGE),
  );
}
