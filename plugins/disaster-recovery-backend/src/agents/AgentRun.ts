import type {
  AgentProgress,
  AgentStepName,
  ErrorDetails,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';
import type { Clock } from '../database/DatabaseClock';
import type {
  InstancePatch,
  InstanceRecord,
  StepPatch,
} from '../failover-sessions';
import { AGENT_STEPS, changeStep, usualSecondsFrom } from './agentSteps';
import type { AgentWork } from './types';

/** What a step does not tell is cleared: all tell the same, and are written by one statement. */
const UNTOLD = {
  message: undefined,
  ssmCommandId: undefined,
  ssmStatus: undefined,
  awsRequestId: undefined,
  output: undefined,
  error: undefined,
};

/**
 * One look at the agent work on one instance: what it remembers, what people see of it, and the changes to both, written
 * together by `saveRuns`.
 */
export class AgentRun {
  readonly instance: InstanceRecord;
  readonly work: AgentWork;
  progress: AgentProgress;
  readonly #clock: Clock;
  #patch: InstancePatch = {};
  #isDirty = false;
  /** Whether no step of it was ever shown: what is to be written first is all of them. */
  #isNew: boolean;
  readonly #changedSteps = new Set<string>();

  constructor(instance: InstanceRecord, work: AgentWork, clock: Clock) {
    this.instance = instance;
    this.work = work;
    this.progress = instance.agent;
    this.#isNew = instance.agent.steps.every(
      ({ status }) => status === 'NOT_STARTED',
    );
    this.#clock = clock;
  }

  get id(): string {
    return this.instance.recoveryInstanceId;
  }
  get name(): string {
    return this.instance.hostname ?? this.id;
  }
  get step(): AgentStepName {
    return this.work.step;
  }
  get hasEnded(): boolean {
    return this.work.outcome !== undefined;
  }
  /** Whether all that it remembers is written. */
  get isSaved(): boolean {
    return !this.#isDirty;
  }
  /** Whether it is among those that are worked on now. */
  get isActive(): boolean {
    return !this.hasEnded && this.work.stepStartedAt !== undefined;
  }

  get platform(): 'LINUX' | 'WINDOWS' {
    return this.#patch.platform ?? this.instance.platform ?? 'LINUX';
  }

  /** Milliseconds since the current step began. */
  get stepAgeMs(): number {
    const now = this.#clock.now();
    return now.getTime() - (this.work.stepStartedAt ?? now).getTime();
  }

  /** Changes the current step as people see it. */
  show(change: Partial<OperationStep>): void {
    this.#show(this.step, change);
  }

  /** Says what the current step waits for; written only when it is news. */
  wait(message: string): void {
    const current = this.progress.steps.find(({ name }) => name === this.step);
    if (current?.message !== message || current.status !== 'IN_PROGRESS') {
      this.show({ status: 'IN_PROGRESS', message });
    }
  }

  /** Remembers, without a change of step. */
  remember(change: Partial<AgentWork['state']>): void {
    this.work.state = { ...this.work.state, ...change };
    this.#isDirty = true;
  }

  /** Keeps something with the instance. */
  keep(patch: InstancePatch): void {
    this.#patch = { ...this.#patch, ...patch };
    this.#isDirty = true;
  }

  /** Ends the current step and goes on to another; what lies between is skipped, for the reason given. */
  goTo(
    next: AgentStepName,
    message: string,
    options: { whySkipped?: string; isQueued?: boolean } = {},
  ): void {
    this.show({ status: 'SUCCEEDED', message });
    const names = AGENT_STEPS.map(({ name }) => name);
    for (const skipped of names.slice(
      names.indexOf(this.step) + 1,
      names.indexOf(next),
    )) {
      this.#show(skipped, { status: 'SKIPPED', message: options.whySkipped });
    }
    this.work.step = next;
    this.remember({ command: undefined, request: undefined });
    this.progress = {
      ...this.progress,
      step: next,
      expectedSeconds: usualSecondsFrom(next),
    };
    if (options.isQueued) {
      this.work.stepStartedAt = undefined;
      this.#show(next, { message: 'Waits for its turn' });
    } else {
      this.start();
    }
  }

  /** Lets EC2 be asked for a reboot once more; the time that the wait may take runs on. */
  rebootAgain(): void {
    this.show({ status: 'NOT_STARTED', message: 'EC2 is asked once more' });
    this.work.step = 'REBOOT';
    this.progress = { ...this.progress, step: 'REBOOT' };
  }

  /** Begins the current step. */
  start(): void {
    this.work.stepStartedAt = this.#clock.now();
    this.show({ status: 'IN_PROGRESS', message: undefined });
  }

  succeed(message: string): void {
    this.show({ status: 'SUCCEEDED', message });
    this.work.outcome = 'SUCCEEDED';
    this.progress = {
      ...this.progress,
      status: 'SUCCEEDED',
      error: undefined,
      expectedSeconds: undefined,
    };
  }

  fail(error: ErrorDetails): void {
    this.show({
      status: 'FAILED',
      message: error.message,
      error,
      output: error.output,
      awsRequestId: error.awsRequestId,
    });
    this.work.outcome = 'FAILED';
    this.progress = {
      ...this.progress,
      status: 'FAILED',
      error,
      expectedSeconds: undefined,
    };
  }

  /** What is to be written of it. The first time it is all steps, so that progress can be counted. */
  changes(): { patch: InstancePatch; steps: StepPatch[] } {
    return {
      patch: { ...this.#patch, agent: this.progress },
      steps: this.progress.steps
        .filter(({ name }) => this.#isNew || this.#changedSteps.has(name))
        .map(({ id: _, ...step }) => ({
          ...UNTOLD,
          ...step,
          targetName: this.name,
        })),
    };
  }

  /** Its changes are written. */
  saved(): void {
    this.#isDirty = false;
    this.#isNew = false;
  }

  #show(name: AgentStepName, change: Partial<OperationStep>): void {
    this.progress = changeStep(this.progress, name, change, this.#clock.now());
    if (change.ssmStatus !== undefined || change.ssmCommandId !== undefined) {
      this.progress = {
        ...this.progress,
        ssmCommandId: change.ssmCommandId ?? this.progress.ssmCommandId,
        ssmStatus: change.ssmStatus ?? this.progress.ssmStatus,
      };
    }
    this.#changedSteps.add(name);
    this.#isDirty = true;
  }
}
