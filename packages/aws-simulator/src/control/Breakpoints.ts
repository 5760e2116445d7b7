import { Call } from '../Call';
import { Match, matches } from './match';
import { placeOf } from './placeOf';

/** Where a call is held: before it acts, or when it has acted and its answer is not yet on the way. */
export type BreakpointWhen = 'before' | 'after';

/** A breakpoint as it is asked for. */
export type BreakpointRequest = {
  when: BreakpointWhen;
  /** All that is given must match; without it, any call that may change something. */
  match?: Match;
  /** Which of the matching calls is held, from 1; the first unless given. */
  nth?: number;
  /** Whether that call and every matching one after it are held. */
  every?: boolean;
};

/** Holds one call that may change something, the nth that matches, or every one from there on. */
export type Breakpoint = Required<BreakpointRequest> & {
  id: string;
  /** How many matching calls have come since it was added. */
  seen: number;
};

/** A call that is held at a breakpoint. */
export type HeldCall = {
  id: string;
  breakpoint: string;
  when: BreakpointWhen;
  service: string;
  operation: string;
  account: string;
  region: string;
  requestId: string;
  request: Record<string, unknown>;
  /** The error that the call is to be answered with, when it is held after it was refused. */
  error?: string;
};

/** What becomes of a held call: it goes on, or its connection breaks there. */
export type Verdict = 'release' | 'drop';

const WHENS: readonly unknown[] = ['before', 'after'];

/** Stops chosen calls at the two points where a crash of their caller matters, and tells who waits for that. */
export class Breakpoints {
  #breakpoints: Breakpoint[] = [];
  readonly #held = new Map<
    string,
    { call: HeldCall; decide: (verdict: Verdict) => void }
  >();
  readonly #watchers = new Set<() => void>();
  #count = 0;

  /**
   * Adds a breakpoint for one call that may change something, or for every one.
   *
   * @throws Error when it does not say when to hold, or `nth` is not a whole number from 1
   */
  add(request: BreakpointRequest): Breakpoint {
    const { when, match = {}, nth = 1, every = false } = request;
    if (!WHENS.includes(when)) {
      throw new Error("when must be 'before' or 'after'");
    }
    if (!Number.isInteger(nth) || nth < 1) {
      throw new Error('nth must be a whole number, 1 or more');
    }
    const breakpoint = {
      id: this.#id('breakpoint'),
      when,
      match,
      nth,
      every,
      seen: 0,
    };
    this.#breakpoints.push(breakpoint);
    return { ...breakpoint };
  }

  list(): Breakpoint[] {
    return structuredClone(this.#breakpoints);
  }

  /** The calls that are held now, of one breakpoint or of all. */
  held(breakpoint?: string): HeldCall[] {
    return [...this.#held.values()]
      .map(({ call }) => call)
      .filter(call => !breakpoint || call.breakpoint === breakpoint);
  }

  /**
   * Waits until calls are held other than those that the caller knows of, and gives them; gives none when the time is up
   * (real seconds).
   */
  async waitForHeld(
    options: {
      breakpoint?: string;
      known?: string[];
      timeoutSeconds?: number;
    } = {},
  ): Promise<HeldCall[]> {
    const { breakpoint, known = [], timeoutSeconds = 30 } = options;
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const look = () =>
      this.held(breakpoint).filter(({ id }) => !known.includes(id));
    let held = look();
    while (held.length === 0 && !signal.aborted) {
      await this.#nextHold(signal);
      held = look();
    }
    return held;
  }

  /**
   * Lets a held call go on, or breaks its connection where it stands.
   *
   * @throws Error when no such call is held
   */
  decide(id: string, verdict: Verdict): HeldCall {
    const held = this.#held.get(id);
    if (!held) throw new Error(`No call ${id} is held`);
    this.#held.delete(id);
    held.decide(verdict);
    return held.call;
  }

  /** Removes one breakpoint, or all; calls that they hold go on. Gives the number of those removed. */
  clear(id?: string): number {
    return this.#remove('release', id);
  }

  /** Removes everything, and breaks the connections of held calls. */
  reset(): void {
    this.#remove('drop');
  }

  /** Counts a call that is about to act. Gives the breakpoints that hold it. */
  arrive(call: Call, input: Record<string, unknown>): Breakpoint[] {
    const place = placeOf(call, input);
    const matching = this.#breakpoints.filter(({ match }) =>
      matches(match, place),
    );
    return matching.filter(breakpoint => {
      breakpoint.seen += 1;
      return breakpoint.every
        ? breakpoint.seen >= breakpoint.nth
        : breakpoint.seen === breakpoint.nth;
    });
  }

  /** Holds a call until it is decided what becomes of it. */
  hold(
    breakpoint: Breakpoint,
    call: Call,
    details: { request: Record<string, unknown>; error?: string },
  ): Promise<Verdict> {
    const id = this.#id('held');
    const { service, operation, account, region, requestId } = call;
    return new Promise(decide => {
      this.#held.set(id, {
        call: {
          id,
          breakpoint: breakpoint.id,
          when: breakpoint.when,
          service,
          operation,
          account,
          region,
          requestId,
          ...details,
        },
        decide,
      });
      this.#watchers.forEach(tell => tell());
    });
  }

  #id(kind: string): string {
    this.#count += 1;
    return `${kind}-${this.#count}`;
  }

  #remove(verdict: Verdict, id?: string): number {
    const before = this.#breakpoints.length;
    this.#breakpoints = id
      ? this.#breakpoints.filter(breakpoint => breakpoint.id !== id)
      : [];
    this.held(id).forEach(call => this.decide(call.id, verdict));
    return before - this.#breakpoints.length;
  }

  async #nextHold(signal: AbortSignal): Promise<void> {
    await new Promise<void>(resolve => {
      const tell = () => {
        this.#watchers.delete(tell);
        signal.removeEventListener('abort', tell);
        resolve();
      };
      this.#watchers.add(tell);
      signal.addEventListener('abort', tell);
    });
  }
}
