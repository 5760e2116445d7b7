import { currentLine, type CallLine } from './callLines';

const AT_A_TIME = 8;
/** What is left of the rate at which AWS throttled, and by how much it grows back in a second. */
const CUT = 0.7;
const GROWTH = 0.05;
const LOWEST_RATE = 0.5;
/** Throttles of requests that were on their way together are one. */
const CUT_EVERY_MS = 500;
/** So long after the last throttle, AWS sets no limit that matters. */
const FORGET_MS = 120_000;
/** After so many urgent requests one of the others has its turn: they come late then, and not never. */
const URGENT_IN_A_ROW = 4;

/** How a budget stands. */
export interface BudgetState {
  /** Requests a second that are made at most; undefined while AWS has not throttled. */
  perSecond?: number;
  /** Requests that wait for their turn. */
  waiting: number;
  /** How often AWS has throttled. */
  throttled: number;
}

/**
 * The requests that may be made of one service in one account and region: so many at a time, and as many a second as AWS
 * takes, which is found out by its throttling. Urgent requests go first; of the others, those of looks and those of work take
 * turns. Within a line they go in the order in which they came.
 */
export class RequestBudget {
  readonly #now: () => number;
  readonly #queues: Record<CallLine, (() => void)[]> = {
    urgent: [],
    watch: [],
    work: [],
  };
  #running = 0;
  #urgentInARow = 0;
  /** Whose turn it is, where no urgent request goes first. */
  #nextOther: 'watch' | 'work' = 'watch';
  #throttled = 0;
  /** Requests of the last second. */
  #recent: number[] = [];
  #perSecond: number | undefined;
  #changedAt = 0;
  #cutAt = -Infinity;
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get state(): BudgetState {
    // Whoever looks after a while without requests sees what the next one would be allowed.
    this.#grow(this.#now());
    return {
      perSecond: this.#perSecond,
      waiting: Object.values(this.#queues).reduce(
        (sum, { length }) => sum + length,
        0,
      ),
      throttled: this.#throttled,
    };
  }

  /** Waits for a turn, which `release` ends. */
  async take(): Promise<void> {
    const queue = this.#queues[currentLine()];
    await new Promise<void>(resolve => {
      queue.push(resolve);
      this.#serve();
    });
  }

  release(): void {
    this.#running -= 1;
    this.#serve();
  }

  /** AWS turned a request away: fewer are made from now on. Says whether that is news. */
  noteThrottle(): boolean {
    this.#throttled += 1;
    const now = this.#now();
    if (now - this.#cutAt < CUT_EVERY_MS) {
      return false;
    }
    const isNews = this.#perSecond === undefined;
    const made = this.#recent.filter(at => at > now - 1000).length;
    const rate = Math.min(this.#perSecond ?? made, Math.max(made, 1));
    this.#perSecond = Math.max(LOWEST_RATE, rate * CUT);
    this.#cutAt = now;
    this.#changedAt = now;
    return isNews;
  }

  #grow(now: number): void {
    if (this.#perSecond === undefined) {
      return;
    }
    if (now - this.#cutAt > FORGET_MS) {
      this.#perSecond = undefined;
      return;
    }
    const seconds = (now - this.#changedAt) / 1000;
    this.#perSecond *= (1 + GROWTH) ** Math.min(seconds, 10);
    this.#changedAt = now;
  }

  #serve(): void {
    clearTimeout(this.#timer);
    const now = this.#now();
    this.#grow(now);
    while (this.#running < AT_A_TIME) {
      const wait = this.#perSecond === undefined ? 0 : this.#nextAt - now;
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#serve(), wait);
        return;
      }
      const next = this.#next();
      if (!next) {
        return;
      }
      this.#running += 1;
      this.#recent = [...this.#recent.filter(at => at > now - 1000), now];
      this.#nextAt =
        Math.max(now, this.#nextAt) + 1000 / (this.#perSecond ?? Infinity);
      next();
    }
  }

  #next(): (() => void) | undefined {
    const { urgent, watch, work } = this.#queues;
    const isOthersTurn =
      urgent.length === 0 ||
      (watch.length + work.length > 0 && this.#urgentInARow >= URGENT_IN_A_ROW);
    if (!isOthersTurn) {
      this.#urgentInARow += 1;
      return urgent.shift();
    }
    this.#urgentInARow = 0;
    const isWatchTurn =
      work.length === 0 || (watch.length > 0 && this.#nextOther === 'watch');
    this.#nextOther = isWatchTurn ? 'work' : 'watch';
    return isWatchTurn ? watch.shift() : work.shift();
  }
}
