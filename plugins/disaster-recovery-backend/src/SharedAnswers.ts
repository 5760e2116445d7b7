interface Lane {
  underWay: Promise<unknown>;
  next?: Promise<unknown>;
}

/**
 * Answers those who ask the same at the same time together: when something changes, every page that shows it asks for it, and
 * on a bad day every administrator has such a page open.
 *
 * @remarks
 * Nothing is remembered. Whoever asks while an answer is being read waits for it, and then for one reading with all others who
 * asked meanwhile: each gets what was read after it had asked.
 */
export class SharedAnswers {
  readonly #lanes = new Map<string, Lane>();

  /**
   * @param question - tells apart what differs: also by what the caller may see
   * @param read - whoever waits gets its error
   */
  get<T>(question: string, read: () => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(question);
    if (!lane) {
      return this.#begin(question, read);
    }
    const begin = () => this.#begin(question, read);
    lane.next ??= lane.underWay.then(begin, begin);
    return lane.next as Promise<T>;
  }

  #begin<T>(question: string, read: () => Promise<T>): Promise<T> {
    const underWay = read();
    const lane: Lane = { underWay };
    this.#lanes.set(question, lane);
    const end = () => {
      if (!lane.next) {
        this.#lanes.delete(question);
      }
    };
    underWay.then(end, end);
    return underWay;
  }
}
