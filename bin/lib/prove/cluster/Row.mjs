/** One line of a table: what is tried, how often, and what did not hold. */
export class Row {
  #notes = [];
  #times = [];
  #counts = new Map();
  what;
  tried = 0;
  held = 0;
  failures = [];

  constructor(what) {
    this.what = what;
  }

  /** Tries something once. @param work - gives the problems that it saw, or nothing; what it throws is one too */
  async attempt(name, work) {
    this.tried += 1;
    let problems;
    try {
      problems = (await work()) ?? [];
    } catch (error) {
      problems = [error.message];
    }
    if (problems.length === 0) {
      this.held += 1;
    }
    this.failures.push(...problems.map(problem => `${name}: ${problem}`));
    return problems.length === 0;
  }

  /** A measured time, in seconds. */
  time(seconds) {
    this.#times.push(seconds);
  }

  /** Adds up what was done along the way. */
  count(what, times) {
    if (times > 0) {
      this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
    }
  }

  note(text) {
    if (!this.#notes.includes(text)) {
      this.#notes.push(text);
    }
  }

  toResult() {
    const sorted = [...this.#times].sort((left, right) => left - right);
    const shown = [0, Math.floor(sorted.length / 2), sorted.length - 1].map(
      index => sorted[index]?.toFixed(1),
    );
    const times =
      sorted.length > 0
        ? [`${shown[0]} s to ${shown[2]} s, in the middle ${shown[1]} s`]
        : [];
    const { what, tried, held, failures } = this;
    return {
      what,
      tried,
      held,
      failures,
      note: [
        ...times,
        ...[...this.#counts].map(([name, count]) => `${count} ${name}`),
        ...this.#notes,
      ].join('; '),
    };
  }
}
