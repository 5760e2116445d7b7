import { useCallback, useSyncExternalStore } from 'react';

/** One clock for each pace, however many times are on screen. */
class Ticker {
  readonly #everyMs: number;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #now = Date.now();

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  get now() {
    // Nobody keeps it up to date while nobody listens.
    if (this.#timer === undefined) {
      const now = Date.now();
      if (now - this.#now >= this.#everyMs) {
        this.#now = now;
      }
    }
    return this.#now;
  }

  listen(listener: () => void) {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => {
      this.#now = Date.now();
      this.#listeners.forEach(notify => notify());
    }, this.#everyMs);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    };
  }
}

const tickers = new Map<number, Ticker>();

function tickerFor(everyMs: number): Ticker {
  let ticker = tickers.get(everyMs);
  if (!ticker) {
    ticker = new Ticker(everyMs);
    tickers.set(everyMs, ticker);
  }
  return ticker;
}

/** The current time, renewed every so many milliseconds. */
export function useNow(everyMs: number): number {
  const ticker = tickerFor(everyMs);
  const subscribe = useCallback(
    (listener: () => void) => ticker.listen(listener),
    [ticker],
  );
  return useSyncExternalStore(subscribe, () => ticker.now);
}
