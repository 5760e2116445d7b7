/** Something that will happen at a simulated time. Plain data, so that it can be saved. */
export type ScheduledEvent = {
  /** Milliseconds since the epoch, simulated. */
  at: number;
  /** Order of scheduling; decides between events of the same moment. */
  sequence: number;
  type: string;
  data: unknown;
};

function isBefore(a: ScheduledEvent, b: ScheduledEvent): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}

/** A binary heap of events, soonest first. */
export class EventQueue {
  #heap: ScheduledEvent[];

  constructor(events: ScheduledEvent[] = []) {
    this.#heap = [];
    events.forEach(event => this.push(event));
  }

  get size(): number {
    return this.#heap.length;
  }

  peek(): ScheduledEvent | undefined {
    return this.#heap[0];
  }

  /** The events, soonest first. */
  toArray(): ScheduledEvent[] {
    return [...this.#heap].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  push(event: ScheduledEvent): void {
    const heap = this.#heap;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = Math.floor((index - 1) / 2);
      if (!isBefore(heap[index], heap[parent])) break;
      [heap[index], heap[parent]] = [heap[parent], heap[index]];
      index = parent;
    }
  }

  pop(): ScheduledEvent | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last && heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #sink(): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      let soonest = index;
      for (const child of [left, left + 1]) {
        if (child < heap.length && isBefore(heap[child], heap[soonest])) {
          soonest = child;
        }
      }
      if (soonest === index) return;
      [heap[index], heap[soonest]] = [heap[soonest], heap[index]];
      index = soonest;
    }
  }
}
