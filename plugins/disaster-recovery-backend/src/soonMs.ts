const MINUTE_MS = 60_000;
const LEAST_MS = 1_000;

/**
 * When to look again at what is about to end. Who polls more often than every minute looks at this more often too, in the same
 * proportion.
 *
 * @param usualMs - at an interval of a minute or more. Milliseconds
 * @param pollingIntervalMs - as it is configured; never is it longer than this
 */
export function soonMs(usualMs: number, pollingIntervalMs: number): number {
  const inProportion = (usualMs * pollingIntervalMs) / MINUTE_MS;
  return Math.min(usualMs, pollingIntervalMs, Math.max(LEAST_MS, inProportion));
}
