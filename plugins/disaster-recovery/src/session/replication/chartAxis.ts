const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths of time that one counts by, in seconds. */
const DURATION_STEPS = [
  20,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  DAY,
];

const STEPS = 3;

/** The step of an axis in seconds: the least that one counts by and that is at least so long. */
export function durationStep(least: number): number {
  return (
    DURATION_STEPS.find(step => step >= least) ?? Math.ceil(least / DAY) * DAY
  );
}

/** The step of an axis in bytes: a power of two, of MiB at least. */
export function bytesStep(least: number): number {
  return 2 ** Math.max(20, Math.ceil(Math.log2(Math.max(1, least))));
}

/** Where an axis from zero that holds a value is marked, in steps that read well. */
export function axisTicks(
  max: number,
  stepOf: (least: number) => number,
): number[] {
  const step = stepOf(max / STEPS);
  return Array.from({ length: STEPS + 1 }, (_, index) => index * step);
}
