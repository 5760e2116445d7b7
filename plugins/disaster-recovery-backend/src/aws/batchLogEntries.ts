/** One line of a log stream. */
export interface LogEntry {
  at: Date;
  message: string;
}

const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const BYTES_BESIDE_MESSAGE = 26;
const LONGEST_SPAN_MS = 24 * 3_600_000;
/** Below AWS's own limit, so that a cut entry still fits. */
const MOST_MESSAGE_BYTES = 250_000;

function cut(message: string): string {
  return Buffer.byteLength(message) <= MOST_MESSAGE_BYTES
    ? message
    : Buffer.from(message).subarray(0, MOST_MESSAGE_BYTES).toString();
}

/** Puts entries in order of time, into batches that one PutLogEvents takes. */
export function batchLogEntries(
  entries: LogEntry[],
): { timestamp: number; message: string }[][] {
  const batches: { timestamp: number; message: string }[][] = [];
  let batch: { timestamp: number; message: string }[] = [];
  let bytes = 0;
  const ordered = [...entries].sort(
    (left, right) => left.at.getTime() - right.at.getTime(),
  );
  for (const entry of ordered) {
    const event = {
      timestamp: entry.at.getTime(),
      message: cut(entry.message),
    };
    const size = Buffer.byteLength(event.message) + BYTES_BESIDE_MESSAGE;
    const full =
      batch.length === MOST_EVENTS ||
      bytes + size > MOST_BYTES ||
      (batch.length > 0 &&
        event.timestamp - batch[0].timestamp >= LONGEST_SPAN_MS);
    if (full) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(event);
    bytes += size;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
