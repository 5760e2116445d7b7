/** Counts the requests that went to AWS, each attempt of a call among them. */
export class CallCounter {
  readonly #counts = new Map<string, number>();

  /** @internal */
  add(service: string, operation: string) {
    const key = `${service}:${operation}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** How many requests there were, of one operation (`drs:StartRecovery`) or of all. */
  count(operation?: string): number {
    return operation === undefined
      ? [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
      : this.#counts.get(operation) ?? 0;
  }

  /** The counts by `service:Operation`. */
  snapshot(): Record<string, number> {
    return Object.fromEntries(
      [...this.#counts].sort(([left], [right]) => left.localeCompare(right)),
    );
  }
}
