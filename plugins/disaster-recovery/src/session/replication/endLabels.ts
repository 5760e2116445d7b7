import type { ChartPoint } from './chartPoints';

/** What stands at the end of a line: its last value, where on the line that is, and how far above it the label stands. */
export interface EndLabel {
  /** Index of the point that the line ends at. */
  index: number;
  value: number;
  /** In shares of the axis: 0 unless the label would lie on another one. */
  lift: number;
}

/**
 * The label of each line at its last value. Where lines end together, the label of the higher one moves up.
 *
 * @param top - the greatest value of the axis
 * @param gap - how far labels have to be apart, in shares of the axis
 */
export function endLabels(
  points: readonly ChartPoint[],
  series: readonly string[],
  top: number,
  gap: number,
): Map<string, EndLabel> {
  const ends = series.flatMap(id => {
    const index = points.findLastIndex(point => point[id] !== undefined);
    return index < 0 ? [] : [{ id, index, value: points[index][id]! }];
  });
  let free = -Infinity;
  return new Map(
    ends
      // Of lines that end at the same value the first of the series is the higher.
      .reverse()
      .sort((a, b) => a.value - b.value)
      .map(({ id, index, value }) => {
        const share = value / top;
        const place = Math.max(share, free);
        free = place + gap;
        return [id, { index, value, lift: place - share }];
      }),
  );
}
