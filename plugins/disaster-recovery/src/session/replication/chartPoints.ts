import type {
  ReplicationSample,
  ReplicationSamples,
} from '@internal/plugin-disaster-recovery-common';

/** More points than pixels only cost time. */
const MOST_POINTS = 400;

/** A point of a chart: time in milliseconds, and values that may be missing. */
export interface ChartPoint {
  at: number;
  [series: string]: number | undefined;
}

function thin<T>(items: readonly T[]): T[] {
  const step = Math.ceil(items.length / MOST_POINTS);
  return items.filter(
    (_, index) => index % step === 0 || index === items.length - 1,
  );
}

/** The session's lag and remaining bytes over time. */
export function sessionPoints(samples: ReplicationSamples): ChartPoint[] {
  return thin(samples.points).map(point => ({
    at: Date.parse(point.at),
    median: point.medianLagSeconds,
    worst: point.worstLagSeconds,
    remaining: point.remainingBytes,
    backlog: point.backlogBytes,
  }));
}

/** One instance's lag or, while it has none, what remains. */
export function instancePoints(
  samples: readonly ReplicationSample[],
): ChartPoint[] {
  return thin(samples).map(sample => ({
    at: Date.parse(sample.at),
    lag: sample.lagSeconds,
    remaining: sample.remainingBytes,
  }));
}
