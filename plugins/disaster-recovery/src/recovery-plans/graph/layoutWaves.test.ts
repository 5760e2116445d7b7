import { layoutWaves, WAVE_HEIGHT, WAVE_WIDTH } from './layoutWaves';

describe('layoutWaves', () => {
  it('puts each wave behind everything that it waits for, and side by side what waits for the same', () => {
    const { waves } = layoutWaves([
      { id: 1, dependsOn: [] },
      { id: 2, dependsOn: [1] },
      { id: 3, dependsOn: [1] },
      { id: 4, dependsOn: [2, 3] },
    ]);
    const x = waves.map(wave => wave.x);
    expect(x[0]).toBeLessThan(x[1]);
    expect(x[1]).toBe(x[2]);
    expect(x[2]).toBeLessThan(x[3]);
    expect(Math.abs(waves[1].y - waves[2].y)).toBeGreaterThanOrEqual(
      WAVE_HEIGHT,
    );
  });

  it('leads an edge that skips a column past the waves in it', () => {
    const { waves, edges } = layoutWaves([
      { id: 1, dependsOn: [] },
      { id: 2, dependsOn: [1] },
      { id: 3, dependsOn: [1, 2] },
    ]);
    const between = waves[1];
    const long = edges.find(edge => edge.from === 1 && edge.to === 3)!;
    const passing = long.points.filter(
      point => point.x >= between.x && point.x <= between.x + WAVE_WIDTH,
    );
    expect(passing.length).toBeGreaterThan(0);
    for (const point of passing) {
      expect(point.y < between.y || point.y > between.y + WAVE_HEIGHT).toBe(
        true,
      );
    }
  });

  it('still draws waves that wait for each other, and marks what closes the circle', () => {
    const { waves, edges } = layoutWaves([
      { id: 1, dependsOn: [2] },
      { id: 2, dependsOn: [1] },
      { id: 3, dependsOn: [3] },
    ]);
    expect(waves).toHaveLength(3);
    expect(edges.filter(edge => edge.closesCycle)).toHaveLength(2);
    expect(edges.filter(edge => !edge.closesCycle)).toHaveLength(1);
  });

  it('places a chain of a hundred waves', () => {
    const { width } = layoutWaves(
      Array.from({ length: 100 }, (_, index) => ({
        id: index + 1,
        dependsOn: index === 0 ? [] : [index],
      })),
    );
    expect(width).toBeGreaterThan(100 * WAVE_WIDTH);
  });
});
