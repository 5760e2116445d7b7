/** Renders a time the way a protocol wants it on the wire. */
export function renderTimestamp(
  milliseconds: number,
  format: 'unixTimestamp' | 'iso8601' | 'rfc822',
): number | string {
  if (format === 'unixTimestamp') {
    return milliseconds / 1000;
  }
  const date = new Date(milliseconds);
  return format === 'rfc822' ? date.toUTCString() : date.toISOString();
}

/** Reads what clients send for a time: epoch seconds, or ISO 8601. Gives milliseconds, or NaN. */
export function parseTimestamp(value: unknown): number {
  if (typeof value === 'number') {
    return value * 1000;
  }
  if (typeof value === 'string') {
    return /^\d+(\.\d+)?$/.test(value)
      ? Number(value) * 1000
      : Date.parse(value);
  }
  return Number.NaN;
}

/** DRS writes its dates with microseconds and a numeric offset, as strings. */
export function drsDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000+00:00');
}

/** An ISO 8601 duration as DRS writes it: `P0D`, `PT42S`, `P2DT1H32M12S`. */
export function drsDuration(milliseconds: number): string {
  let seconds = Math.floor(milliseconds / 1000);
  if (seconds <= 0) {
    return 'P0D';
  }
  const days = Math.floor(seconds / 86400);
  seconds -= days * 86400;
  const hours = Math.floor(seconds / 3600);
  seconds -= hours * 3600;
  const minutes = Math.floor(seconds / 60);
  seconds -= minutes * 60;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${
    seconds ? `${seconds}S` : ''
  }`;
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}
