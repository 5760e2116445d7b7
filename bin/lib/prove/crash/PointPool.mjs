import crypto from 'node:crypto';

/**
 * The points at which a process can be killed. Every life that comes to a point asks for it; the first one is killed there,
 * the others pass.
 */
export class PointPool {
  #points = new Map();
  #isClosed = false;
  #isWanted;

  /**
   * @param options - `seed`, and `share` of the points that are tried, by chance; `only`, a text that those to be tried have
   *   in their names; both may be given
   */
  constructor({ seed, share = 1, only }) {
    this.#isWanted = name => {
      const hash = crypto.createHash('sha256').update(`${seed} ${name}`);
      return (
        (only === undefined || name.includes(only)) &&
        hash.digest().readUInt32BE(0) / 2 ** 32 < share
      );
    };
  }

  /** Notes a point that was come to. Gives true when it is this life's to be killed there. */
  take(point, life) {
    const known = this.#points.get(point.name) ?? this.note(point);
    if (this.#isClosed || !known.isWanted || known.life) {
      return false;
    }
    known.life = life;
    return true;
  }

  /** Notes a point without trying it. */
  note(point) {
    const known = { ...point, isWanted: this.#isWanted(point.name) };
    if (!this.#points.has(point.name)) {
      this.#points.set(point.name, known);
    }
    return this.#points.get(point.name);
  }

  /** From here on, points are noted and not tried. */
  close() {
    this.#isClosed = true;
  }

  /** The process was killed at these points. */
  killed(names, round) {
    for (const name of names) {
      this.#points.get(name).round = round;
    }
  }

  get all() {
    return [...this.#points.values()];
  }
}
