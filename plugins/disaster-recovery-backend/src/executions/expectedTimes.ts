/** What the prediction looks at in a wave. */
export interface TimedWave {
  number: number;
  dependsOn: number[];
  /** How long it took before; undefined when nobody knows. */
  expectedSeconds?: number;
  startedAt?: Date;
  endedAt?: Date;
}

/**
 * When each wave is expected to end: those that run from when they began, those to come from when what they depend on is
 * expected to end.
 *
 * @param waves - an acyclic graph
 * @returns by wave number; a wave that nothing is known of, or that waits for such a one, is left out
 */
export function expectedEnds(
  waves: TimedWave[],
  begin: Date,
): Map<number, Date> {
  const byNumber = new Map(waves.map(wave => [wave.number, wave]));
  const ends = new Map<number, number | undefined>();
  const endOf = (number: number): number | undefined => {
    if (ends.has(number)) {
      return ends.get(number);
    }
    const wave = byNumber.get(number);
    let end: number | undefined;
    if (wave?.endedAt) {
      end = wave.endedAt.getTime();
    } else if (wave?.expectedSeconds !== undefined) {
      const before = wave.dependsOn.map(endOf);
      const start = wave.startedAt
        ? wave.startedAt.getTime()
        : Math.max(begin.getTime(), ...before.map(time => time ?? NaN));
      end = start + wave.expectedSeconds * 1000;
    }
    ends.set(number, Number.isNaN(end) ? undefined : end);
    return ends.get(number);
  };
  const known = new Map<number, Date>();
  for (const { number } of waves) {
    const end = endOf(number);
    if (end !== undefined) {
      known.set(number, new Date(end));
    }
  }
  return known;
}

/** When the last wave is expected to end; undefined unless all are known. */
export function expectedEnd(waves: TimedWave[], begin: Date): Date | undefined {
  const ends = expectedEnds(waves, begin);
  return waves.length > 0 && ends.size === waves.length
    ? new Date(Math.max(...[...ends.values()].map(end => end.getTime())))
    : undefined;
}
