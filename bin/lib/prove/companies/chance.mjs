/** Chance that repeats: the same seed gives the same numbers. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    // mulberry32: small, and good enough to choose by.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = count => Math.floor(next() * count);
  return {
    below,
    /** Whether something with this probability happens. */
    happens: probability => next() < probability,
    pick: list => list[below(list.length)],
    /** A part of the list; sometimes none of it, sometimes all. */
    some: list => list.filter(() => next() < 0.5),
    /** One of the entries `[weight, what]`. */
    weighted(entries) {
      let left = next() * entries.reduce((sum, [weight]) => sum + weight, 0);
      return entries.find(([weight]) => (left -= weight) < 0)[1];
    },
  };
}
