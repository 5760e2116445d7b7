/**
 * Chance that is the same for the same seed.
 *
 * @returns `next`, a number from 0 up to 1, `pick`, one of a list, and `sample`, so many of a list in its order
 */
export function seededRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: list => list[Math.floor(next() * list.length)],
    sample(list, count) {
      const chosen = new Set();
      while (chosen.size < Math.min(count, list.length)) {
        chosen.add(Math.floor(next() * list.length));
      }
      return list.filter((_, index) => chosen.has(index));
    },
  };
}
