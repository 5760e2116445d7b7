import { expectedEnd, expectedEnds } from './expectedTimes';

const begin = new Date('2026-11-23T10:00:00Z');
const at = (minutes: number) => new Date(begin.getTime() + minutes * 60_000);

describe('expectedEnds', () => {
  it('follows the longest chain, and adds nothing for waves side by side', () => {
    const waves = [
      { number: 1, dependsOn: [], expectedSeconds: 600 },
      { number: 2, dependsOn: [1], expectedSeconds: 300 },
      { number: 3, dependsOn: [1], expectedSeconds: 900 },
    ];
    expect(expectedEnds(waves, begin).get(2)).toEqual(at(15));
    expect(expectedEnd(waves, begin)).toEqual(at(25));
  });

  it('goes by what happened, where it has', () => {
    const waves = [
      {
        number: 1,
        dependsOn: [],
        expectedSeconds: 600,
        startedAt: begin,
        endedAt: at(20),
      },
      { number: 2, dependsOn: [1], expectedSeconds: 300 },
    ];
    expect(expectedEnd(waves, begin)).toEqual(at(25));
  });

  it('predicts nothing that hangs on a wave nobody has seen run', () => {
    const waves = [
      { number: 1, dependsOn: [] },
      { number: 2, dependsOn: [1], expectedSeconds: 300 },
      { number: 3, dependsOn: [], expectedSeconds: 60 },
    ];
    expect([...expectedEnds(waves, begin).keys()]).toEqual([3]);
    expect(expectedEnd(waves, begin)).toBeUndefined();
  });
});
