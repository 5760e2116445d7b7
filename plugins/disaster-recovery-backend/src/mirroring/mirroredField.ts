import type { MirroredField } from '@internal/plugin-disaster-recovery-common';

/** One line of the mirror report; values that are absent are left out. */
export function mirroredField(
  field: string,
  outcome: MirroredField['outcome'],
  original: unknown,
  mirrored: unknown,
  reason: string,
): MirroredField {
  return {
    field,
    outcome,
    ...(original !== undefined && { original }),
    ...(mirrored !== undefined && { mirrored }),
    reason,
  };
}

/** How many fields had each outcome. */
export function countOutcomes(fields: MirroredField[]) {
  const counts = { kept: 0, swapped: 0, changed: 0, dropped: 0 };
  for (const { outcome } of fields) {
    counts[outcome] += 1;
  }
  return counts;
}
