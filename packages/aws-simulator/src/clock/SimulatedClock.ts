/** Where real time comes from: milliseconds that only go forward. */
export type RealTime = () => number;

/**
 * Simulated time: it runs `speed` times as fast as real time from the moment it was
 * last set. Speed 0 stands still, and only `advance` moves it.
 */
export class SimulatedClock {
  readonly #realTime: RealTime;
  #base: number;
  #realBase: number;
  #speed: number;

  constructor(start: number, speed: number, realTime: RealTime) {
    this.#realTime = realTime;
    this.#base = start;
    this.#realBase = realTime();
    this.#speed = speed;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Milliseconds since the epoch, simulated. */
  now(): number {
    return Math.floor(
      this.#base + (this.#realTime() - this.#realBase) * this.#speed,
    );
  }

  setSpeed(speed: number): void {
    this.#base = this.now();
    this.#realBase = this.#realTime();
    this.#speed = speed;
  }

  advance(seconds: number): void {
    this.#base += seconds * 1000;
  }
}
