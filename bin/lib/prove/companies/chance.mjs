import { seededRandom } from '../seededRandom.mjs';

/** Chance that repeats: the same seed gives the same numbers. */
export function chance(seed) {
  const { next, pick } = seededRandom(seed);
  const below = count => Math.floor(next() * count);
  return {
    below,
    /** Whether something with this probability happens. */
    happens: probability => next() < probability,
    pick,
    /** A part of the list; sometimes none of it, sometimes all. */
    some: list => list.filter(() => next() < 0.5),
    /** One of the entries `[weight, what]`. */
    weighted(entries) {
      let left = next() * entries.reduce((sum, [weight]) => sum + weight, 0);
      return entries.find(([weight]) => (left -= weight) < 0)[1];
    },
  };
}
