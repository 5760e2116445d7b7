const LONGEST = 64;
const SUFFIX = '-failback';

/**
 * Names a mirrored group or plan: `<original>-failback`, shortened to 64 characters, numbered when the name is taken.
 *
 * @param isTaken - whether another has the name, whatever its case
 */
export async function mirroredName(
  original: string,
  isTaken: (name: string) => Promise<boolean>,
): Promise<string> {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? SUFFIX : `${SUFFIX}-${number}`;
    const stem = original
      .trim()
      .slice(0, LONGEST - suffix.length)
      .trimEnd();
    const name = `${stem}${suffix}`;
    if (!(await isTaken(name))) {
      return name;
    }
  }
}
