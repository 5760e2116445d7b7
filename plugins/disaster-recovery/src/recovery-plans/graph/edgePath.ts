type Point = { x: number; y: number };

/** A smooth line through points, level at each, as SVG writes it. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  let path = `M${first.x},${first.y}`;
  let before = first;
  for (const point of rest) {
    const bend = Math.max(24, Math.abs(point.x - before.x) / 2);
    path +=
      point.y === before.y && point.x > before.x
        ? ` L${point.x},${point.y}`
        : ` C${before.x + bend},${before.y} ${point.x - bend},${point.y} ${
            point.x
          },${point.y}`;
    before = point;
  }
  return path;
}

const LOOP_BEND = 18;

/** A line back to where it came from, below everything at the given height: it must not run through what lies between. */
export function loopPath(points: readonly Point[], below: number): string {
  const from = points[0];
  const to = points[points.length - 1];
  return [
    `M${from.x},${from.y}`,
    `C${from.x + LOOP_BEND},${from.y} ${from.x + LOOP_BEND},${below} ${
      from.x
    },${below}`,
    `L${to.x},${below}`,
    `C${to.x - LOOP_BEND},${below} ${to.x - LOOP_BEND},${to.y} ${to.x},${to.y}`,
  ].join(' ');
}
