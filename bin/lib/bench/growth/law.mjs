/** The straight line that lies nearest to some points. */
function line(points) {
  const count = points.length;
  const sum = of => points.reduce((total, point) => total + of(point), 0);
  const meanX = sum(([x]) => x) / count;
  const meanY = sum(([, y]) => y) / count;
  const slope =
    sum(([x, y]) => (x - meanX) * (y - meanY)) / sum(([x]) => (x - meanX) ** 2);
  return { slope, start: meanY - slope * meanX };
}

/**
 * The law that a cost follows as servers grow.
 *
 * @param points - pairs of servers and cost
 * @returns `start` and `slope` of the line through them, and the `exponent`: 1 is in proportion, 0 does not grow
 */
export function law(points) {
  const { slope, start } = line(points);
  const { slope: exponent } = line(
    points.map(([x, y]) => [Math.log(x), Math.log(y)]),
  );
  return { slope, start, exponent };
}
