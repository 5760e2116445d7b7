import type { Wave } from '@internal/plugin-disaster-recovery-common';

/** The waves of the way back, and what could not come along. */
export interface MirroredWaves {
  waves: Wave[];
  /** Waves none of whose groups is mirrored; what depended on them depends on what they depended on. */
  droppedWaves: Wave[];
}

function remaining(
  dependsOn: number[],
  dropped: Map<number, Wave>,
  seen = new Set<number>(),
): number[] {
  return [
    ...new Set(
      dependsOn.flatMap(number => {
        const wave = dropped.get(number);
        if (!wave) {
          return [number];
        }
        if (seen.has(number)) {
          return [];
        }
        return remaining(wave.dependsOn, dropped, new Set([...seen, number]));
      }),
    ),
  ];
}

/**
 * Maps the groups of each wave to their mirrored ones, and keeps everything else as it is: numbers, names,
 * dependencies, pauses, failure policies, and the actions before and after.
 *
 * @param mirroredGroupIds - by original group; a group without an entry has nothing to fail back
 */
export function mirrorPlan(
  original: Wave[],
  mirroredGroupIds: ReadonlyMap<string, string>,
): MirroredWaves {
  const mapped = original.map(wave => ({
    ...wave,
    protectionGroupIds: wave.protectionGroupIds.flatMap(
      id => mirroredGroupIds.get(id) ?? [],
    ),
  }));
  const droppedWaves = original.filter(
    (_, index) => mapped[index].protectionGroupIds.length === 0,
  );
  const dropped = new Map(droppedWaves.map(wave => [wave.number, wave]));
  return {
    waves: mapped
      .filter(wave => wave.protectionGroupIds.length > 0)
      .map(wave => ({
        ...wave,
        dependsOn: wave.dependsOn.some(number => dropped.has(number))
          ? remaining(wave.dependsOn, dropped)
          : wave.dependsOn,
      })),
    droppedWaves,
  };
}

/**
 * Waves for a failover that has no plan (adopted without one, or its plan was deleted): one for each wave that its
 * instances remember, each after the one before; a single one when they remember none.
 */
export function wavesOfInstances(
  instances: {
    protectionGroupId?: string;
    waveNumber?: number;
    waveName?: string;
  }[],
): Wave[] {
  const waveOfGroup = new Map<string, number>();
  for (const { protectionGroupId, waveNumber = 1 } of instances) {
    if (protectionGroupId !== undefined) {
      const known = waveOfGroup.get(protectionGroupId) ?? waveNumber;
      waveOfGroup.set(protectionGroupId, Math.min(known, waveNumber));
    }
  }
  const numbers = [...new Set(waveOfGroup.values())].sort((a, b) => a - b);
  return numbers.map((number, index) => ({
    number,
    name:
      instances.find(instance => instance.waveNumber === number)?.waveName ??
      `Wave ${number}`,
    protectionGroupIds: [...waveOfGroup]
      .filter(([, wave]) => wave === number)
      .map(([id]) => id),
    dependsOn: index === 0 ? [] : [numbers[index - 1]],
    pauseBefore: false,
    preActions: [],
    postActions: [],
    failurePolicy: 'failFast',
  }));
}
