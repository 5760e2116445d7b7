import { setTimeout as delay } from 'node:timers/promises';
import { SimulatedClock } from './clock/SimulatedClock';
import { answerCall } from './answerCall';
import { Breakpoints } from './control/Breakpoints';
import { FaultControl } from './control/FaultControl';
import { RequestRates } from './control/RequestRates';
import { Trace } from './control/Trace';
import { buildWorld } from './estates/buildWorld';
import { loadEstate } from './estates/loadEstate';
import { EstateDefinition } from './estates/types';
import { newAccess } from './iam/newAccess';
import { PolicyControl } from './iam/PolicyControl';
import { PrincipalPolicies } from './iam/types';
import { ServiceModel, ServiceName, SERVICES } from './wire/ServiceModel';
import { WireRequest, WireResponse } from './wire/types';
import { DEFAULT_SETTINGS } from './world/defaultSettings';
import { eventHandlers } from './world/eventHandlers';
import { WorldSettings, WorldState } from './world/types';
import { World } from './world/World';

/** What a world is built from. Whatever is left out stays as it was. */
export type ResetOptions = {
  /** Name of an estate (`demo`, `large`, `large:N`), path of a JSON file, or the estate itself. */
  estate?: string | EstateDefinition;
  seed?: number;
  /** Simulated time to begin with, ISO 8601; the real time unless given. */
  startTime?: string;
  /** Simulated seconds a second. */
  speed?: number;
  settings?: Partial<WorldSettings>;
  /** What roles and users may do; one that is not named may do everything. */
  policies?: PrincipalPolicies[];
};

const realTime = () => performance.now();

/** A saved world. One of an earlier release lacks the settings that have been added since. */
function restore(saved: WorldState): World {
  const settings = { ...DEFAULT_SETTINGS, ...saved.settings };
  const access = saved.access ?? newAccess();
  return new World({ ...saved, settings, access }, eventHandlers);
}

/** A simulated AWS: its world, its clock, and what was asked of it. */
export class Simulator {
  readonly faults: FaultControl;
  readonly breakpoints = new Breakpoints();
  readonly requestRates = new RequestRates();
  readonly policies: PolicyControl;
  readonly trace: Trace;
  /** Where the simulator itself was at fault, and how. */
  readonly ownFaults: string[] = [];
  readonly models: Record<ServiceName, ServiceModel>;
  /** Answers that a staleReads fault gives again. */
  readonly staleAnswers = new Map<
    string,
    { at: number; output: Record<string, unknown> }
  >();
  #options: Required<Pick<ResetOptions, 'estate' | 'seed'>> & ResetOptions;
  #world: World;
  #clock: SimulatedClock;

  private constructor(options: ResetOptions, trace: Trace, saved?: WorldState) {
    this.trace = trace;
    this.models = Object.fromEntries(
      SERVICES.map(service => [service, ServiceModel.load(service)]),
    ) as Record<ServiceName, ServiceModel>;
    this.#options = { estate: 'demo', seed: 1, ...options };
    this.#world = saved ? restore(saved) : this.#build();
    // A world that comes back has not stood still, unless its time is ahead of the real one.
    const now = saved ? Math.max(saved.now, Date.now()) : this.#world.now;
    this.#clock = new SimulatedClock(
      options.speed === 0 ? this.#world.now : now,
      options.speed ?? 1,
      realTime,
    );
    this.faults = new FaultControl(() => this.world);
    this.policies = new PolicyControl(() => this.world);
    if (!saved) this.#putPolicies();
  }

  static create(
    options: ResetOptions,
    trace: Trace,
    saved?: WorldState,
  ): Simulator {
    return new Simulator(options, trace, saved);
  }

  /** The world, at the present simulated time. */
  get world(): World {
    this.catchUp();
    return this.#world;
  }

  get speed(): number {
    return this.#clock.speed;
  }

  #build(): World {
    const { estate, seed, startTime, settings } = this.#options;
    const definition = loadEstate(estate);
    return buildWorld(
      { ...definition, settings: { ...definition.settings, ...settings } },
      { seed, now: startTime ? Date.parse(startTime) : Date.now() },
    );
  }

  #putPolicies(): void {
    this.#options.policies?.forEach(entry => this.policies.put(entry));
  }

  /** Begins anew: a fresh world, an empty trace, no faults, no breakpoints. */
  reset(options: ResetOptions = {}): void {
    const speed = options.speed ?? this.#clock.speed;
    this.#options = { ...this.#options, ...options };
    this.#world = this.#build();
    this.#clock = new SimulatedClock(this.#world.now, speed, realTime);
    this.breakpoints.reset();
    this.trace.clear();
    this.staleAnswers.clear();
    this.requestRates.clear();
    this.#putPolicies();
  }

  setSpeed(speed: number): void {
    this.#clock.setSpeed(speed);
  }

  /** Lets simulated time pass, with all that happens in it. */
  advance(seconds: number): void {
    this.#clock.advance(seconds);
    this.catchUp();
  }

  /** Lets everything happen that is due at the present simulated time. */
  catchUp(): void {
    this.#world.runUntil(this.#clock.now());
  }

  /** Lets simulated seconds pass; none while time stands still. */
  async wait(seconds: number): Promise<void> {
    if (seconds > 0 && this.speed > 0) {
      await delay((seconds * 1000) / this.speed);
    }
  }

  /**
   * Notes a fault of the simulator's own. Clients are told what AWS says of faults of its own, and would take it for one of
   * AWS: who stops the simulator has to hear of it.
   */
  noteOwnFault(where: string, error: Error): void {
    this.ownFaults.push(`${where}: ${error.message}`);
    process.stderr.write(
      `The simulated AWS broke in ${where}: ${error.stack}\n`,
    );
  }

  /** Answers one request to AWS. */
  handle(request: WireRequest): Promise<WireResponse> {
    return answerCall(this, this.world, request);
  }
}
