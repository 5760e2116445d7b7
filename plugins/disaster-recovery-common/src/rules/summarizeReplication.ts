import type {
  ReplicationProgress,
  ReplicationState,
  ReplicationSummary,
} from '../schemas';

/** What the summary needs to know of each machine. */
export interface SummarizedInstance {
  recoveryInstanceId: string;
  hostname?: string;
  replication: ReplicationProgress;
}

/** From the one that is furthest from a failback to the one that is nearest. */
export const FURTHEST_FIRST: readonly ReplicationState[] = [
  'ERROR',
  'NOT_STARTED',
  'INITIATING',
  'INITIAL_SYNC',
  'CONTINUOUS',
  'READY_WITH_LAG',
  'READY',
];

/** Whether a machine in this state can be failed back. */
export function isReadyForFailback(state: ReplicationState): boolean {
  return state === 'READY' || state === 'READY_WITH_LAG';
}

/** Bytes that are still to be copied or compared before the machine is in step, without what it writes meanwhile. */
export function remainingBytes(
  progress: ReplicationProgress,
): number | undefined {
  const { totalBytes, replicatedBytes, rescannedBytes } = progress;
  if (totalBytes === undefined || replicatedBytes === undefined) {
    return undefined;
  }
  const toCopy = Math.max(0, totalBytes - replicatedBytes);
  const toCompare =
    rescannedBytes === undefined ? 0 : Math.max(0, totalBytes - rescannedBytes);
  return Math.max(toCopy, toCompare);
}

function sum(values: (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length === 0
    ? undefined
    : known.reduce((total, value) => total + value, 0);
}

function latest(times: (string | undefined)[]): string | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length === 0
    ? undefined
    : known.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a));
}

/** Negative when `a` is further from a failback than `b`. */
function byDistance(a: SummarizedInstance, b: SummarizedInstance): number {
  return (
    FURTHEST_FIRST.indexOf(a.replication.state) -
      FURTHEST_FIRST.indexOf(b.replication.state) ||
    (remainingBytes(b.replication) ?? 0) -
      (remainingBytes(a.replication) ?? 0) ||
    (b.replication.lagSeconds ?? 0) - (a.replication.lagSeconds ?? 0)
  );
}

/** What the machines of a session add up to: all that a summary says follows from it. */
export interface ReplicationTotals {
  counts: Partial<Record<ReplicationState, number>>;
  total: number;
  /** Of the machines whose size is known: how many, how large together, and how much of that is through. */
  sized: { count: number; bytes: number; throughBytes: number };
  remainingBytes?: number;
  backlogBytes?: number;
  worstLagSeconds?: number;
  /** The machine that is furthest from a failback, whatever its state. */
  furthest?: { recoveryInstanceId: string; hostname?: string };
  etaAt?: string;
  observedAt?: string;
}

/** Adds up machines. The backend does the same in SQL, where there are too many to be loaded. */
export function totalReplication(
  instances: SummarizedInstance[],
): ReplicationTotals {
  const counts: ReplicationTotals['counts'] = {};
  for (const { replication } of instances) {
    counts[replication.state] = (counts[replication.state] ?? 0) + 1;
  }
  const progresses = instances.map(({ replication }) => replication);
  const sized = progresses.filter(one => (one.totalBytes ?? 0) > 0);
  const lags = progresses.flatMap(({ lagSeconds }) => lagSeconds ?? []);
  const furthest = instances.reduce<SummarizedInstance | undefined>(
    (found, one) => (found && byDistance(found, one) <= 0 ? found : one),
    undefined,
  );
  return {
    counts,
    total: instances.length,
    sized: {
      count: sized.length,
      bytes: sum(sized.map(one => one.totalBytes)) ?? 0,
      throughBytes:
        sum(sized.map(one => ((one.percent ?? 0) / 100) * one.totalBytes!)) ??
        0,
    },
    remainingBytes: sum(progresses.map(remainingBytes)),
    backlogBytes: sum(progresses.map(one => one.backlogBytes)),
    worstLagSeconds:
      lags.length === 0
        ? undefined
        : lags.reduce((most, lag) => Math.max(most, lag)),
    furthest: furthest && {
      recoveryInstanceId: furthest.recoveryInstanceId,
      hostname: furthest.hostname,
    },
    etaAt: latest(progresses.map(one => one.etaAt)),
    observedAt: latest(progresses.map(one => one.observedAt)),
  };
}

/** Over all machines, weighted by their size; a machine whose size is unknown counts as the mean of the others. */
function overallPercent({
  sized,
  total,
}: ReplicationTotals): number | undefined {
  if (sized.count === 0) {
    return undefined;
  }
  const mean = sized.bytes / sized.count;
  const percent = (sized.throughBytes / (mean * total)) * 100;
  // Rounding up would say 100 while a machine still copies.
  return Math.floor(percent * 10) / 10;
}

/** What totals say in one line. */
export function toReplicationSummary(
  totals: ReplicationTotals,
  asked: { observedAt?: string; nextObservationAt?: string } = {},
): ReplicationSummary {
  const { sized: _, furthest, counts, observedAt, ...shown } = totals;
  return {
    ...shown,
    counts: { ...counts },
    ready: (counts.READY ?? 0) + (counts.READY_WITH_LAG ?? 0),
    percent: overallPercent(totals),
    worst: counts.READY === totals.total ? undefined : furthest,
    observedAt: asked.observedAt ?? observedAt,
    nextObservationAt: asked.nextObservationAt,
  };
}

/**
 * The replication of a whole session in one line.
 *
 * @param asked - when AWS was last asked, and when it will be next, where the watcher's record is at hand
 */
export function summarizeReplication(
  instances: SummarizedInstance[],
  asked: { observedAt?: string; nextObservationAt?: string } = {},
): ReplicationSummary {
  return toReplicationSummary(totalReplication(instances), asked);
}
