import { World } from '../world/World';
import { applyEventFault } from './eventFaults';
import {
  CALL_FAULTS,
  EVENT_FAULTS,
  Fault,
  FaultKind,
  WORLD_FAULTS,
} from './faults';

/** A fault as it is asked for. */
export type FaultRequest = Partial<Omit<Fault, 'id' | 'used' | 'kind'>> & {
  kind: FaultKind;
};

const KINDS: readonly string[] = [
  ...CALL_FAULTS,
  ...WORLD_FAULTS,
  ...EVENT_FAULTS,
];

/** Adds, lists and clears what goes wrong in a simulated world. */
export class FaultControl {
  readonly #world: () => World;

  constructor(world: () => World) {
    this.#world = world;
  }

  /**
   * Adds a fault, or lets an event happen at once.
   *
   * @throws Error when the kind is unknown, or what an event needs is missing
   */
  add(request: FaultRequest): Fault {
    if (!KINDS.includes(request.kind)) {
      throw new Error(
        `There is no fault '${request.kind}'. Kinds: ${KINDS.join(', ')}`,
      );
    }
    const world = this.#world();
    const fault: Fault = {
      match: {},
      ...request,
      id: `fault-${world.count('fault')}`,
      used: 0,
    };
    if ((EVENT_FAULTS as readonly string[]).includes(fault.kind)) {
      applyEventFault(world, fault);
      fault.used = 1;
    } else {
      world.state.faults.push(fault);
    }
    return fault;
  }

  list(): Fault[] {
    return structuredClone(this.#world().state.faults);
  }

  /** Clears one fault, or all. Gives the number of those cleared. */
  clear(id?: string): number {
    const { state } = this.#world();
    const before = state.faults.length;
    state.faults = id ? state.faults.filter(fault => fault.id !== id) : [];
    return before - state.faults.length;
  }
}
