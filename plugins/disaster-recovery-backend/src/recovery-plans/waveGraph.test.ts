import fc from 'fast-check';
import { findCycles, waveDepths, type GraphWave } from './waveGraph';

const wave = (number: number, ...dependsOn: number[]): GraphWave => ({
  number,
  name: `Wave ${number}`,
  dependsOn,
});

describe('findCycles', () => {
  it('finds none in a diamond', () => {
    expect(
      findCycles([wave(1), wave(2, 1), wave(3, 1), wave(4, 2, 3)]),
    ).toEqual([]);
  });

  it('names the waves of a cycle, and only those', () => {
    const cycles = findCycles([wave(1, 3), wave(2, 1), wave(3, 2), wave(4, 1)]);
    expect(cycles).toHaveLength(1);
    expect(cycles[0].map(({ name }) => name).sort()).toEqual([
      'Wave 1',
      'Wave 2',
      'Wave 3',
    ]);
  });

  it('sees a wave that waits for itself as a cycle of one', () => {
    expect(findCycles([wave(1, 1)])).toEqual([[wave(1, 1)]]);
  });

  it('passes over waves that do not exist', () => {
    expect(findCycles([wave(1, 9)])).toEqual([]);
  });

  it('never accuses a graph in which every wave depends on earlier ones only, however it is ordered', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 12 })
          .chain(lists => {
            const waves = lists.map((list, index) =>
              wave(
                index + 1,
                ...(index === 0 ? [] : list.map(n => (n % index) + 1)),
              ),
            );
            return fc.shuffledSubarray(waves, { minLength: waves.length });
          }),
        waves => {
          expect(findCycles(waves)).toEqual([]);
          const depths = waveDepths(waves);
          for (const { number, dependsOn } of waves) {
            for (const dependency of dependsOn) {
              expect(depths.get(dependency)).toBeLessThan(depths.get(number)!);
            }
          }
        },
      ),
    );
  });

  it('finds a cycle in every graph that has one, and each wave of it waits for the next', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 10 }),
        (length, extra) => {
          const waves = Array.from({ length }, (_, index) =>
            wave(index + 1, ((index + 1) % length) + 1),
          );
          for (const [from, to] of extra) {
            waves[from % length].dependsOn.push((to % length) + 1);
          }
          const cycles = findCycles(waves);
          expect(cycles.length).toBeGreaterThan(0);
          for (const cycle of cycles) {
            cycle.forEach((item, index) =>
              expect(item.dependsOn).toContain(
                cycle[(index + 1) % cycle.length].number,
              ),
            );
          }
        },
      ),
    );
  });
});
