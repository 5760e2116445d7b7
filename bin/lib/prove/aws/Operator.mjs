import { Broken } from './Broken.mjs';
import { watch } from './watch.mjs';

/** How often the same thing is tried again before it counts as no way on. */
const ATTEMPTS = 6;
/** How often AWS is made well again in one life before that counts as no way on. */
const MENDED_AT_MOST = 40;

/**
 * Somebody who reads what the portal tells, sees to it that AWS is well again, and tries again. Everything that stopped the work
 * is kept in `stops`, with the reason as it was told.
 */
export class Operator {
  stops = [];
  retries = 0;
  /** What is being done now. */
  chapter;
  #fault;
  #world;
  #lookMs;
  #tended = 0;
  /** The chapters in which what was to happen during them has happened. */
  #happened = new Set();

  /** @param options - `fault`, `world` and `lookMs`, see Life */
  constructor({ fault, world, lookMs }) {
    this.#fault = fault;
    this.#world = world;
    this.#lookMs = lookMs;
  }

  /** Begins a chapter: what is to go wrong before it does. */
  async open(chapter, work) {
    this.chapter = chapter;
    await this.#fault.arm?.[chapter]?.(this.#world);
    return work();
  }

  /** Keeps why it stopped, and makes AWS well again. */
  tend = async (reason, page) => {
    this.#tended += 1;
    const isNews = this.stops.every(
      stop => stop.reason !== reason || stop.chapter !== this.chapter,
    );
    if (isNews) {
      this.stops.push({ chapter: this.chapter, reason });
    }
    if (!/\w+ \w+/.test(reason)) {
      throw new Broken(`${this.chapter} stopped without a reason: ${reason}`);
    }
    if (this.#tended > MENDED_AT_MOST) {
      throw new Broken(`${this.chapter} does not get on: ${reason}`);
    }
    // Nobody changes a policy for another reason than that it is in the way.
    const { isMendedWhenTold, tells } = this.#fault;
    if (!isMendedWhenTold || tells.test(reason)) {
      await this.#world.mend(this.#fault, page);
    }
  };

  /** That a machine is left behind is told once, and stays so. */
  #note({ instances = [] }) {
    for (const { hostname, cannotFailBack } of instances) {
      const reason = `${hostname}: ${cannotFailBack}`;
      if (cannotFailBack && !this.stops.some(stop => stop.reason === reason)) {
        this.stops.push({ chapter: this.chapter, reason });
      }
    }
  }

  /** Waits by looking at a page, see watch. */
  watch(options) {
    return watch({
      ...options,
      what: this.chapter,
      lookMs: this.#lookMs,
      see: async page => {
        this.#note(page);
        const during = this.#fault.during?.[this.chapter];
        if (
          during &&
          !this.#happened.has(this.chapter) &&
          (await during(this.#world, page))
        ) {
          this.#happened.add(this.chapter);
        }
      },
      tend: this.tend,
    });
  }

  /** Tries, and where that is refused or fails, sees to it and tries again. */
  async insist(attempt) {
    for (let number = 1; ; number += 1) {
      const { answer, failed } = await attempt().catch(error => {
        const refusal = /was answered (4\d\d|502|503): (.+)/s.exec(
          error.message,
        );
        if (!refusal) {
          throw error;
        }
        return { failed: `refused: ${refusal[2]}` };
      });
      if (!failed) {
        return answer;
      }
      await this.tend(failed, answer);
      if (number === ATTEMPTS) {
        throw new Broken(
          `${this.chapter} failed ${ATTEMPTS} times, at last: ${failed}`,
        );
      }
      this.retries += 1;
    }
  }
}
