import { chance } from '../companies/chance.mjs';

const TOGETHER = 3;

/** Several faults as one: each does before and in a chapter what it does alone. */
function together(faults) {
  const chapters = key => [
    ...new Set(faults.flatMap(fault => Object.keys(fault[key] ?? {}))),
  ];
  return {
    name: faults.map(({ name }) => name).join(' + '),
    arm: Object.fromEntries(
      chapters('arm').map(chapter => [
        chapter,
        async world => {
          for (const { arm } of faults) {
            await arm?.[chapter]?.(world);
          }
        },
      ]),
    ),
    during: Object.fromEntries(
      chapters('during').map(chapter => {
        const waiting = new Set(
          faults.flatMap(({ during }) => during?.[chapter] ?? []),
        );
        return [
          chapter,
          async (world, page) => {
            for (const happen of waiting) {
              if (await happen(world, page)) {
                waiting.delete(happen);
              }
            }
            return waiting.size === 0;
          },
        ];
      }),
    ),
    mend: async (world, page) => {
      for (const { mend } of faults) {
        await mend?.(world, page);
      }
    },
    endState: (session, world) => {
      const all = faults.map(
        ({ endState }) => endState?.(session, world) ?? {},
      );
      return {
        lost: all.flatMap(({ lost = [] }) => lost),
        except: all.flatMap(({ except = [] }) => except),
      };
    },
    repeats: faults.reduce((sum, { repeats = 0 }) => sum + repeats, 0),
  };
}

/**
 * Random mixtures of faults, each with a route that all of its faults can meet.
 *
 * @returns `count` lives
 */
export function mixtures(faults, { seed, count, routes }) {
  const random = chance(seed);
  return Array.from({ length: count }, () => {
    const route = random.pick(routes);
    const possible = faults.filter(
      fault => !fault.isAlone && (fault.routes ?? routes).includes(route),
    );
    const chosen = new Set();
    while (chosen.size < TOGETHER) {
      chosen.add(random.pick(possible));
    }
    return { fault: together([...chosen]), route, isMixture: true };
  });
}
