import { axisTicks, bytesStep, durationStep } from './chartAxis';
import { endLabels } from './endLabels';

describe('the labels of a chart', () => {
  it('stand at the last value of each line, however early that is', () => {
    const labels = endLabels(
      [
        { at: 0, worst: 60, median: 10 },
        { at: 1, worst: 90, median: undefined },
      ],
      ['worst', 'median', 'backlog'],
      100,
      0.1,
    );
    expect(labels.get('worst')).toEqual({ index: 1, value: 90, lift: 0 });
    expect(labels.get('median')).toEqual({ index: 0, value: 10, lift: 0 });
    expect(labels.has('backlog')).toBe(false);
  });

  it('do not lie on each other where lines end together', () => {
    const labels = endLabels(
      [{ at: 0, worst: 0, median: 0 }],
      ['worst', 'median'],
      60,
      0.1,
    );
    expect(labels.get('median')!.lift).toBe(0);
    expect(labels.get('worst')!.lift).toBeCloseTo(0.1);
  });
});

describe('the axis of a chart', () => {
  it.each([
    [0, [0, 20, 40, 60]],
    [660, [0, 300, 600, 900]],
    [40 * 86_400, [0, 14 * 86_400, 28 * 86_400, 42 * 86_400]],
  ])('counts %d s by what one counts time by', (max, ticks) => {
    expect(axisTicks(max, durationStep)).toEqual(ticks);
  });

  it('counts bytes by powers of two', () => {
    const GIB = 2 ** 30;
    expect(axisTicks(9.1 * GIB, bytesStep)).toEqual([
      0,
      4 * GIB,
      8 * GIB,
      12 * GIB,
    ]);
    expect(axisTicks(0, bytesStep)[1]).toBe(2 ** 20);
  });
});
