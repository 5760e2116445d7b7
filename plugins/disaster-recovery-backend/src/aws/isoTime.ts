const DURATION =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const SECONDS_OF_PARTS = [7 * 86_400, 86_400, 3_600, 60, 1];

/**
 * Reads a moment as AWS writes it: ISO 8601, with or without microseconds, with `Z` or an offset.
 *
 * @returns undefined when there is none, or when it cannot be read
 */
export function parseTime(value: string | undefined): Date | undefined {
  const time = value === undefined ? NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time);
}

/**
 * Reads an ISO 8601 duration as DRS writes lag, for example `P2DT1H32M12.136909S`, as seconds.
 *
 * @returns undefined when there is none, or when it is not a duration of weeks, days and shorter parts
 */
export function parseDurationSeconds(
  value: string | undefined,
): number | undefined {
  const parts = value === undefined ? null : DURATION.exec(value);
  const given = parts?.slice(1);
  if (!given?.some(part => part !== undefined)) {
    return undefined;
  }
  return given.reduce(
    (seconds, part, index) =>
      seconds + Number(part ?? 0) * SECONDS_OF_PARTS[index],
    0,
  );
}
