const FIRST_MS = 2_000;
const LONGEST_MS = 120_000;

/** How long to wait after so many failures in a row: doubling from two seconds up to two minutes. Milliseconds. */
export function failureBackoffMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
}
