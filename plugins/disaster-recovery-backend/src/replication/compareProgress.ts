import {
  remainingBytes,
  type ReplicationProgress,
} from '@internal/plugin-disaster-recovery-common';

const MIB = 1024 ** 2;
/** Without any change, a sample is still kept this often, so that a chart knows the line went on. */
const QUIET_SAMPLE_MS = 30 * 60_000;

/** Steps of a logarithmic scale: what is below `least` is nothing, and `perDoubling` steps make twice as much. */
function step(value: number | undefined, least: number, perDoubling: number) {
  return value === undefined || value < least
    ? 0
    : 1 + Math.round(Math.log2(value / least) * perDoubling);
}

function minute(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Math.round(Date.parse(time) / 60_000);
}

function slot(time: string | undefined): number {
  return Math.floor(Date.parse(time ?? '') / QUIET_SAMPLE_MS);
}

/** What people would notice of a progress, as one comparable text: lag and backlog within a tenth of themselves. */
function substance(progress: ReplicationProgress): string {
  const { error } = progress;
  return JSON.stringify([
    progress.state,
    progress.sourceServerId,
    progress.dataReplicationState,
    progress.percent,
    progress.totalBytes,
    step(progress.lagSeconds, 5, 8),
    step(progress.backlogBytes, MIB, 8),
    minute(progress.etaAt),
    progress.initiationSteps,
    error && [error.code, error.reason, error.message],
  ]);
}

/** What a chart would show of a progress, coarsely: whole percents, and lag and backlog by doublings. */
function outline(progress: ReplicationProgress): string {
  return JSON.stringify([
    progress.state,
    progress.percent === undefined ? undefined : Math.floor(progress.percent),
    step(progress.lagSeconds, 5, 1),
    step(progress.backlogBytes, MIB, 1),
    step(remainingBytes(progress), MIB, 1),
  ]);
}

function isQuietForLong(
  previous: ReplicationProgress,
  next: ReplicationProgress,
): boolean {
  return slot(previous.observedAt) !== slot(next.observedAt);
}

/** Whether an observation differs from the last one that was written so much that it is written. */
export function isWorthWriting(
  previous: ReplicationProgress | undefined,
  next: ReplicationProgress,
): boolean {
  return (
    previous === undefined ||
    substance(previous) !== substance(next) ||
    isQuietForLong(previous, next)
  );
}

/**
 * Whether an observation is worth a sample. Decided from the last one written alone: thousands of machines over days would
 * fill the table with the same line if each look left one.
 */
export function isWorthSampling(
  previous: ReplicationProgress | undefined,
  next: ReplicationProgress,
): boolean {
  return (
    previous?.observedAt === undefined ||
    outline(previous) !== outline(next) ||
    isQuietForLong(previous, next)
  );
}
