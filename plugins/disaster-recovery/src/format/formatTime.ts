import { DateTime } from 'luxon';

/** A moment as the reader's locale and clock have it, with seconds. */
export function formatLocal(at: string): string {
  return DateTime.fromISO(at).toLocaleString(
    DateTime.DATETIME_MED_WITH_SECONDS,
  );
}

/** The same moment in UTC. */
export function formatUtc(at: string): string {
  return DateTime.fromISO(at)
    .toUTC()
    .toLocaleString(DateTime.DATETIME_MED_WITH_SECONDS);
}

/** How long ago, or how long from now: `3h ago`, in the reader's language. */
export function formatRelative(at: string, now: number): string | undefined {
  const base = DateTime.fromMillis(now);
  const moment = DateTime.fromISO(at);
  if (Math.abs(base.diff(moment).as('seconds')) < 5) {
    return undefined;
  }
  return moment.toRelative({ base, style: 'narrow' }) ?? undefined;
}

/** The time of day of a moment, and its date when that is not today. */
export function formatClock(at: string, now: number): string {
  const moment = DateTime.fromISO(at);
  const sameDay = moment.hasSame(DateTime.fromMillis(now), 'day');
  return moment.toLocaleString(
    sameDay ? DateTime.TIME_SIMPLE : DateTime.DATETIME_SHORT,
  );
}
