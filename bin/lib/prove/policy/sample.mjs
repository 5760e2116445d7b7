import { createHash } from 'node:crypto';

/** Some of a list, the same ones for the same seed. */
export function pick(items, count, seed) {
  const rank = ({ id }) =>
    createHash('sha256').update(`${seed}/${id}`).digest('hex');
  return [...items]
    .sort((one, other) => rank(one).localeCompare(rank(other)))
    .slice(0, count);
}
