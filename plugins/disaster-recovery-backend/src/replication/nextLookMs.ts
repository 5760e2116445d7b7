import type { ReplicationProgress } from '@internal/plugin-disaster-recovery-common';
import { soonMs } from '../soonMs';

const SOON_MS = 15_000;
const NEARLY_DONE_PERCENT = 97;

/** What is known of the replication of one machine; without progress nothing is. */
export interface Outlook {
  progress?: ReplicationProgress;
  /** When its disks are expected to be copied or compared. */
  expectedAt?: Date;
}

/** By what clock, and at what pace, DRS is asked. */
export interface Pace {
  now: Date;
  pollingIntervalMs: number;
}

function soon({ pollingIntervalMs }: Pace): number {
  return soonMs(SOON_MS, pollingIntervalMs);
}

/** In how many milliseconds something expected is looked for; nothing where everything is looked at before. */
function untilMs(expectedAt: Date, pace: Pace): number | undefined {
  const ms = expectedAt.getTime() - pace.now.getTime();
  return ms < pace.pollingIntervalMs ? Math.max(soon(pace), ms) : undefined;
}

/** In how many milliseconds a machine is worth a look of its own; nothing where it is looked at with all others. */
function ownLookMs(
  { progress, expectedAt }: Outlook,
  pace: Pace,
): number | undefined {
  const { state, dataReplicationState, percent = 0 } = progress ?? {};
  if (state === 'INITIATING' || dataReplicationState === 'CREATING_SNAPSHOT') {
    return soon(pace);
  }
  if (state !== 'INITIAL_SYNC' && state !== 'CONTINUOUS') {
    return undefined;
  }
  if (expectedAt) {
    return untilMs(expectedAt, pace);
  }
  return percent >= NEARLY_DONE_PERCENT ? soon(pace) : undefined;
}

/** Whether a machine is looked at now, between two looks at everything. */
export function isAboutToChange(outlook: Outlook, pace: Pace): boolean {
  const ms = ownLookMs(outlook, pace);
  return ms !== undefined && ms <= soon(pace);
}

function soonest(looksMs: (number | undefined)[], pace: Pace): number {
  return looksMs.reduce<number>(
    (least, ms) => Math.min(least, ms ?? least),
    pace.pollingIntervalMs,
  );
}

/** When DRS is asked again after a look: at the configured interval, and sooner where some machine is about to change. */
export function nextLookMs(seen: Outlook[], pace: Pace): number {
  return soonest(
    seen.map(outlook => ownLookMs(outlook, pace)),
    pace,
  );
}

/** The same for machines of which it is only known when they are expected to be in step. */
export function nextExpectedMs(expected: Iterable<Date>, pace: Pace): number {
  return soonest(
    Array.from(expected, at => untilMs(at, pace)),
    pace,
  );
}
