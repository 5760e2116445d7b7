import type { LogEntry } from '../aws';
import type { Channel } from '../outbox';

export const CLOUDWATCH = 'cloudwatch';

const MOST_AT_ONCE = 200;
const PATIENCE_MS = 24 * 3_600_000;

/** Writes entries to a log stream. */
export type PutEntries = (entries: LogEntry[]) => Promise<void>;

/** Failures and retries on their way to CloudWatch Logs. */
export function cloudWatchChannel(put: PutEntries): Channel<object> {
  return {
    name: CLOUDWATCH,
    mostAtOnce: MOST_AT_ONCE,
    patienceMs: PATIENCE_MS,
    send: messages =>
      put(
        messages.map(({ at, content }) => ({
          at,
          message: JSON.stringify(content),
        })),
      ),
  };
}
