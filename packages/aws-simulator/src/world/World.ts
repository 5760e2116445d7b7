import { EventQueue, ScheduledEvent } from '../clock/EventQueue';
import { SeededRandom } from '../clock/SeededRandom';
import { emptyRegion } from './emptyRegion';
import { RegionState, WorldSettings, WorldState } from './types';

/** What happens when an event of a type is due. */
export type EventHandler<Data = any> = (world: World, data: Data) => void;

/**
 * The state of all simulated accounts, and what is going to happen to it. Time
 * moves only in `runUntil`, so that within a call or an event `now` stands still.
 */
export class World {
  readonly state: WorldState;
  readonly random: SeededRandom;
  readonly #queue: EventQueue;
  readonly #handlers: Record<string, EventHandler>;

  constructor(state: WorldState, handlers: Record<string, EventHandler>) {
    this.state = state;
    this.random = new SeededRandom(state.seed);
    this.#queue = new EventQueue(state.events);
    this.#handlers = handlers;
  }

  /** Milliseconds since the epoch, simulated. */
  get now(): number {
    return this.state.now;
  }

  get settings(): WorldSettings {
    return this.state.settings;
  }

  get pendingEvents(): ScheduledEvent[] {
    return this.#queue.toArray();
  }

  /** State of an account in a region; made empty on first use, as AWS regions are. */
  region(account: string, region: string): RegionState {
    const owner = this.state.accounts[account];
    if (!owner) {
      throw new Error(`There is no account ${account} in this estate`);
    }
    owner.regions[region] ??= emptyRegion(account, region);
    return owner.regions[region];
  }

  hasAccount(account: string): boolean {
    return account in this.state.accounts;
  }

  /** All regions in use, of all accounts. */
  regions(): RegionState[] {
    return Object.values(this.state.accounts).flatMap(account =>
      Object.values(account.regions),
    );
  }

  /** Makes something happen after `seconds` of simulated time. */
  schedule(seconds: number, type: string, data: unknown): void {
    if (!this.#handlers[type]) {
      throw new Error(`Nothing handles events of type ${type}`);
    }
    this.#queue.push({
      at: this.now + Math.round(seconds * 1000),
      sequence: this.count('event'),
      type,
      data,
    });
  }

  /** Lets simulated time pass until `time`, with all that happens on the way, in order. */
  runUntil(time: number): void {
    for (
      let next = this.#queue.peek();
      next && next.at <= time;
      next = this.#queue.peek()
    ) {
      this.#queue.pop();
      this.state.now = Math.max(this.state.now, next.at);
      this.#handlers[next.type](this, next.data);
    }
    this.state.now = Math.max(this.state.now, time);
  }

  /** Next number of a counter, beginning with 1. */
  count(name: string): number {
    this.state.counters[name] = (this.state.counters[name] ?? 0) + 1;
    return this.state.counters[name];
  }

  /** A new id like `i-0a1b…` (17 hexadecimal digits), the same for the same seed and order. */
  id(prefix: string): string {
    const number = this.count(`id:${prefix}`);
    return `${prefix}-${this.random.hex(`${prefix}:${number}`, 17)}`;
  }

  /** Seconds between two limits, chosen by the seed for this very purpose. */
  seconds(purpose: string, least: number, most: number): number {
    return this.random.between(purpose, least, most);
  }

  /** When something made now becomes visible to describes. */
  visibleAt(purpose: string): number {
    const [least, most] = this.settings.consistencyLag;
    return (
      this.now +
      Math.round(this.seconds(`visible:${purpose}`, least, most) * 1000)
    );
  }

  /** The whole world as data, events included. */
  snapshot(): WorldState {
    return { ...this.state, events: this.pendingEvents };
  }
}
