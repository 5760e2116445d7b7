import type {
  Wave,
  WaveAction,
} from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { mirrorPlan, wavesOfInstances } from './mirrorPlan';

const action: fc.Arbitrary<WaveAction> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 10 }),
  kind: fc.constantFrom('AUTOMATION', 'COMMAND'),
  documentName: fc.constantFrom('Orders-WarmCache', 'AWS-RunShellScript'),
  parameters: fc.dictionary(fc.constantFrom('a', 'b'), fc.array(fc.string())),
  timeoutSeconds: fc.integer({ min: 30, max: 7200 }),
  onFailure: fc.constantFrom('stop', 'continue'),
});

/** Plans with waves that depend on earlier ones only, and groups of their own. */
const plan: fc.Arbitrary<Wave[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 })
  .chain(numbers => {
    const ordered = [...numbers].sort((a, b) => a - b);
    return fc.tuple(
      ...ordered.map((number, index) =>
        fc.record({
          number: fc.constant(number),
          name: fc.constant(`Wave ${number}`),
          description: fc.string(),
          protectionGroupIds: fc
            .integer({ min: 1, max: 2 })
            .map(many =>
              Array.from({ length: many }, (_, at) => `${number}/${at}`),
            ),
          dependsOn: fc.subarray(ordered.slice(0, index)),
          pauseBefore: fc.boolean(),
          preActions: fc.array(action, { maxLength: 2 }),
          postActions: fc.array(action, { maxLength: 2 }),
          failurePolicy: fc.constantFrom(
            'failFast' as const,
            'continue' as const,
          ),
        }),
      ),
    );
  });

const groupsOf = (waves: Wave[]) => waves.flatMap(w => w.protectionGroupIds);
const mirrorsOf = (ids: string[]) => new Map(ids.map(id => [id, `m ${id}`]));

function wave(number: number, dependsOn: number[] = []): Wave {
  return {
    number,
    name: `Wave ${number}`,
    protectionGroupIds: [`g${number}`],
    dependsOn,
    pauseBefore: false,
    preActions: [],
    postActions: [],
    failurePolicy: 'failFast',
  };
}

/** Every wave that has to be complete before each, however far off. */
function prerequisites(waves: Wave[], number: number): Set<number> {
  const found = new Set<number>();
  const visit = (at: number) =>
    waves
      .find(one => one.number === at)
      ?.dependsOn.forEach(next => {
        found.add(next);
        visit(next);
      });
  visit(number);
  return found;
}

describe('mirrorPlan', () => {
  it('R4.2, R4.3, R4.4: maps the groups of each wave and keeps numbers, dependencies, pauses and actions exactly', () => {
    fc.assert(
      fc.property(plan, waves => {
        const { waves: mirrored, droppedWaves } = mirrorPlan(
          waves,
          mirrorsOf(groupsOf(waves)),
        );
        expect(droppedWaves).toEqual([]);
        expect(mirrored).toEqual(
          waves.map(one => ({
            ...one,
            protectionGroupIds: one.protectionGroupIds.map(id => `m ${id}`),
          })),
        );
      }),
      propertyRuns(100),
    );
  });

  it('R4.3: keeps the order of what remains when a wave has nothing to fail back', () => {
    fc.assert(
      fc.property(
        plan.chain(waves =>
          fc.tuple(
            fc.constant(waves),
            fc.subarray(groupsOf(waves), { minLength: 1 }),
          ),
        ),
        ([waves, kept]) => {
          const { waves: mirrored, droppedWaves } = mirrorPlan(
            waves,
            mirrorsOf(kept),
          );
          expect(groupsOf(mirrored)).toEqual(kept.map(id => `m ${id}`));
          const gone = new Set(droppedWaves.map(({ number }) => number));
          for (const one of mirrored) {
            expect(prerequisites(mirrored, one.number)).toEqual(
              new Set(
                [...prerequisites(waves, one.number)].filter(
                  number => !gone.has(number),
                ),
              ),
            );
          }
        },
      ),
      propertyRuns(1000),
    );
  });

  it('lets the dependencies of a dropped wave take its place', () => {
    const { waves } = mirrorPlan(
      [wave(1), wave(2, [1]), wave(3, [2])],
      mirrorsOf(['g1', 'g3']),
    );
    expect(waves.map(one => [one.number, one.dependsOn])).toEqual([
      [1, []],
      [3, [1]],
    ]);
  });
});

describe('wavesOfInstances', () => {
  it('R4.1: makes one wave of all groups when nothing says more', () => {
    expect(
      wavesOfInstances([
        { protectionGroupId: 'a' },
        { protectionGroupId: 'b' },
        { protectionGroupId: 'a' },
        {},
      ]),
    ).toEqual([{ ...wave(1), protectionGroupIds: ['a', 'b'] }]);
  });

  it('R4.3: keeps the order of the waves that the instances remember', () => {
    const waves = wavesOfInstances([
      { protectionGroupId: 'web', waveNumber: 3, waveName: 'Web' },
      { protectionGroupId: 'db', waveNumber: 1 },
    ]);
    expect(
      waves.map(one => [
        one.number,
        one.name,
        one.protectionGroupIds,
        one.dependsOn,
      ]),
    ).toEqual([
      [1, 'Wave 1', ['db'], []],
      [3, 'Web', ['web'], [1]],
    ]);
  });
});
