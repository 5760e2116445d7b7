import { isDeepStrictEqual } from 'node:util';
import type {
  MirroredField,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import { mirroredField } from './mirroredField';

const WAVE_FIELDS = [
  'name',
  'description',
  'pauseBefore',
  'preActions',
  'postActions',
  'failurePolicy',
] as const satisfies readonly (keyof Wave)[];

function compareGroupIds(at: string, original: Wave, mirrored: Wave) {
  const missing =
    mirrored.protectionGroupIds.length - original.protectionGroupIds.length;
  const reasons = {
    '0': 'Each group is replaced by its mirrored one.',
    '-1': 'Each group is replaced by its mirrored one; those with nothing to fail back are left out.',
    '1': 'Each group is replaced by its mirrored one; a group that the plan did not launch holds machines that failed over, and comes with the first wave.',
  };
  return mirroredField(
    `${at} protectionGroupIds`,
    missing === 0 ? 'swapped' : 'changed',
    original.protectionGroupIds,
    mirrored.protectionGroupIds,
    reasons[`${Math.sign(missing) as -1 | 0 | 1}`],
  );
}

function compareWave(
  original: Wave,
  mirrored: Wave | undefined,
): MirroredField[] {
  const at = `wave ${original.number}`;
  if (!mirrored) {
    return [
      mirroredField(
        at,
        'dropped',
        original.name,
        undefined,
        'None of its servers failed over with this session, so it has nothing to launch.',
      ),
    ];
  }
  const sameDependencies = isDeepStrictEqual(
    original.dependsOn,
    mirrored.dependsOn,
  );
  return [
    mirroredField(
      `${at} number`,
      'kept',
      original.number,
      mirrored.number,
      'The order is the same.',
    ),
    compareGroupIds(at, original, mirrored),
    mirroredField(
      `${at} dependsOn`,
      sameDependencies ? 'kept' : 'changed',
      original.dependsOn,
      mirrored.dependsOn,
      sameDependencies
        ? 'The order is the same.'
        : 'A wave with nothing to launch is left out; its own dependencies take its place.',
    ),
    ...WAVE_FIELDS.flatMap(field =>
      original[field] === undefined
        ? []
        : [
            mirroredField(
              `${at} ${field}`,
              'kept',
              original[field],
              mirrored[field],
              'It is the same on the way back.',
            ),
          ],
    ),
  ];
}

/** What becomes of each property of a plan and of its waves. */
export function comparePlan(
  original: { name: string; waves: Wave[] },
  mirrored: { name: string; waves: Wave[] },
): MirroredField[] {
  const waves = new Map(mirrored.waves.map(wave => [wave.number, wave]));
  return [
    mirroredField(
      'name',
      'changed',
      original.name,
      mirrored.name,
      'Names are unique; that of a mirrored plan says that it is the way back.',
    ),
    ...original.waves.flatMap(wave =>
      compareWave(wave, waves.get(wave.number)),
    ),
  ];
}
