import { setTimeout as delay } from 'node:timers/promises';
import { describeCommit } from './describeCommit.mjs';

const LOOK_MS = 50;
/** What looks at AWS for all sessions of a region, whatever call was just answered. */
const WATCHERS = ['watch', 'watch-sweep'];
/** Not part of what a call asks for: these differ from one attempt to the next. */
const VOLATILE = [
  'clientToken',
  'ClientToken',
  'TimeoutSeconds',
  // The number of the version that was made just before: another one after each kill.
  'DefaultVersion',
];

const contentOf = request =>
  JSON.stringify(request, (key, value) =>
    VOLATILE.includes(key) ? undefined : value,
  );

/**
 * Holds lives at points that no life was killed at before, and says when it is time to kill.
 *
 * @remarks
 * Calls to AWS are held by the simulated AWS, commits by the proxy before Postgres. Each life is known by its account.
 */
export class Crasher {
  #pool;
  #lives;
  #lookUp;
  #longestHoldMs;
  #held = [];
  #calls = new Map();
  /** Points after an answer, by account: what comes next of that life is held. */
  #answered = new Map();
  #isOpen = false;
  #accounts = new Map();

  /**
   * @param options - `pool`; `lives`; `lookUp`, which gives the account of an id; `longestHoldMs`, after which the process is
   *   killed although lives are still on their way to a point: less than the product waits for an answer of AWS
   */
  constructor({ pool, lives, lookUp, longestHoldMs }) {
    this.#pool = pool;
    this.#lives = new Map(lives.map(life => [life.account.id, life]));
    this.#lookUp = lookUp;
    this.#longestHoldMs = longestHoldMs;
  }

  /** From here on, points are taken. */
  open() {
    this.#isOpen = true;
  }

  /** A call stands still. Answers `hold` when it is to stay so until the process is dead, `release` otherwise. */
  onCall({ when, account, operation, request }) {
    const life = this.#lives.get(account);
    if (!life || life.end || !this.#isOpen) {
      return 'release';
    }
    const content = contentOf(request);
    const place = `${life.route}, ${life.chapter}: ${operation}`;
    const key = `${account} ${place}`;
    const seen = this.#calls.get(key) ?? [];
    this.#calls.set(key, seen);
    if (!seen.includes(content)) {
      seen.push(content);
    }
    const name = `${place} ${seen.indexOf(content) + 1}`;
    if (when === 'before') {
      const waiting = this.#answered.get(account);
      if (waiting) {
        this.#answered.delete(account);
        this.#hold(waiting, life);
        return 'hold';
      }
      return this.#take(life, `${name}, before it acts`, 'call before');
    }
    if (
      this.#take(life, `${name}, before its answer`, 'call after') === 'hold'
    ) {
      return 'hold';
    }
    const point = {
      name: `${name}, before what comes of its answer`,
      kind: 'call answered',
      route: life.route,
    };
    // One at a time, so that each is held by what comes of its own answer.
    if (!this.#answered.has(account) && this.#pool.take(point, life.name)) {
      this.#answered.set(account, point.name);
    }
    return 'release';
  }

  /** A commit is about to reach Postgres. Answers how it is to be held, if it is. */
  async onCommit(statements) {
    const commit = this.#isOpen ? describeCommit(statements) : undefined;
    if (!commit) {
      return undefined;
    }
    const account = await this.#accountOf(commit);
    const life = this.#lives.get(account);
    if (!life || life.end || !this.#isOpen) {
      return undefined;
    }
    const waiting = this.#answered.get(account);
    if (waiting && !WATCHERS.includes(commit.thing?.kind)) {
      this.#answered.delete(account);
      return { when: 'before', held: () => this.#hold(waiting, life) };
    }
    const place = `${life.route}, ${life.chapter}: ${commit.name}`;
    for (const when of ['before', 'after']) {
      const point = {
        name: `${place}, ${when} the commit`,
        kind: `commit ${when}`,
        route: life.route,
      };
      if (this.#pool.take(point, life.name)) {
        return { when, held: () => this.#hold(point.name, life) };
      }
    }
    return undefined;
  }

  /**
   * Waits until every life that is not over stands at a point, or one has stood there for long.
   *
   * @returns whether there is something to kill; false when all lives are over
   */
  async waitForHolds() {
    for (;;) {
      const unfinished = [...this.#lives.values()].filter(({ end }) => !end);
      const standing = new Set(this.#held.map(({ life }) => life));
      if (unfinished.length === 0) {
        // What went on beside the last life may stand still.
        return standing.size > 0;
      }
      const since = this.#held[0]?.at;
      if (
        unfinished.every(life => standing.has(life)) ||
        (since && Date.now() - since > this.#longestHoldMs)
      ) {
        return true;
      }
      await delay(LOOK_MS);
    }
  }

  /** The process is dead: what was held in it has been tried. Nothing is taken until it lives again. */
  killed(round) {
    this.#isOpen = false;
    const names = this.#held.map(({ name }) => name);
    this.#pool.killed(names, round);
    this.#held.forEach(({ name, life }) => life.points.push(name));
    // Their answers were out; whatever came of them was not yet written.
    for (const [account, name] of this.#answered) {
      this.#pool.killed([name], round);
      this.#lives.get(account).points.push(name);
    }
    this.#held = [];
    this.#answered.clear();
    return names.length;
  }

  /** A line about how far the lives are. */
  progress() {
    return [...this.#lives.values()]
      .map(
        life =>
          `${life.name} ${
            life.end ? (life.end.error ? 'failed' : 'over') : life.chapter
          }`,
      )
      .join(', ');
  }

  #take(life, name, kind) {
    const point = { name, kind, route: life.route };
    if (!this.#pool.take(point, life.name)) {
      return 'release';
    }
    this.#hold(name, life);
    return 'hold';
  }

  #hold(name, life) {
    this.#held.push({ name, life, at: Date.now() });
  }

  /** Whose a commit is: told by the thing whose run it is, or by an id among its values. */
  async #accountOf({ thing, values }) {
    const ids = thing ? [thing.id] : values.filter(Boolean);
    for (const id of ids) {
      const account = /\b7\d{11}\b/.exec(id)?.[0];
      if (account) {
        return account;
      }
    }
    for (const id of ids.filter(value => /^[\w-]{36}$/.test(value))) {
      if (!this.#accounts.has(id)) {
        const found = await this.#lookUp(id);
        if (!found) {
          continue;
        }
        this.#accounts.set(id, found);
      }
      return this.#accounts.get(id);
    }
    return undefined;
  }
}
