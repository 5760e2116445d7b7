import type { Words } from '../useWords';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in at most two units: `40 s`, `11 min`, `2 h 5 min`, `3 d`. */
export function durationWords(seconds: number, t: Words): string {
  const rounded = Math.round(seconds);
  if (rounded < 1) {
    return t('common.duration.now');
  }
  if (rounded < 90) {
    return t('common.duration.seconds', { count: rounded });
  }
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 100) {
    return t('common.duration.minutes', { count: minutes });
  }
  if (seconds < DAY) {
    const hours = Math.floor(minutes / 60);
    return minutes % 60 === 0 || hours >= 10
      ? t('common.duration.hours', { count: Math.round(minutes / 60) })
      : t('common.duration.hoursMinutes', { hours, minutes: minutes % 60 });
  }
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds - days * DAY) / HOUR);
  return hours === 0 || days >= 3
    ? t('common.duration.days', { count: days })
    : t('common.duration.daysHours', { days, hours });
}

/** How far behind a machine is, in words. */
export function lagWords(lagSeconds: number | undefined, t: Words): string {
  if (lagSeconds === undefined) {
    return t('common.none');
  }
  return lagSeconds < 1
    ? t('common.lag.none')
    : t('common.lag.behind', { duration: durationWords(lagSeconds, t) });
}

/** How much time is left until `at`, in words; nothing when that is not known. */
export function etaWords(
  at: string | undefined,
  now: number,
  t: Words,
): string | undefined {
  if (at === undefined) {
    return undefined;
  }
  const seconds = (Date.parse(at) - now) / 1000;
  return seconds < 20
    ? t('common.eta.any')
    : t('common.eta.about', { duration: durationWords(seconds, t) });
}
