import type {
  ErrorDetails,
  OperationStep,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Clock } from '../database/DatabaseClock';
import type {
  FailoverSessionStore,
  InstancePatch,
  InstanceRecord,
  OperationContext,
  StepPatch,
} from '../failover-sessions';
import { nameThem } from './sessionTrouble';

/** An instance that an operation still works on. */
export interface OpenTarget {
  instance: InstanceRecord;
  step: OperationStep;
}

/**
 * One step for each instance that an operation works on: which are open, and how each ended. Every change of a step is
 * written together with what it means for the instance.
 */
export class InstanceSteps {
  readonly #context: OperationContext;
  readonly #store: FailoverSessionStore;
  readonly #name: string;
  readonly #title: string;
  readonly #clock: Clock;

  constructor(
    context: OperationContext,
    store: FailoverSessionStore,
    step: { name: string; title: string; clock: Clock },
  ) {
    this.#context = context;
    this.#store = store;
    this.#name = step.name;
    this.#title = step.title;
    this.#clock = step.clock;
  }

  /** Whether the instances to work on were chosen already. */
  get isBegun(): boolean {
    return this.#own.length > 0;
  }

  get open(): OpenTarget[] {
    return this.#targets(
      step => step.status === 'NOT_STARTED' || step.status === 'IN_PROGRESS',
    );
  }

  get failed(): OpenTarget[] {
    return this.#targets(step => step.status === 'FAILED');
  }

  /** Chooses the instances to work on, and clears what an earlier attempt left on them. */
  async begin(instances: InstanceRecord[]): Promise<void> {
    const failedBefore = instances.filter(({ error }) => error);
    await this.#context.transaction(async transaction => {
      await this.#context.saveSteps(
        transaction,
        instances.map(instance =>
          this.#stepOf(instance, { status: 'IN_PROGRESS' }),
        ),
      );
      await this.#store.updateInstances(
        this.#context.session.id,
        failedBefore.map(({ recoveryInstanceId }) => ({
          recoveryInstanceId,
          patch: { error: undefined },
        })),
        transaction,
      );
    });
  }

  /** Takes one more instance to work on. */
  async add(
    transaction: Knex.Transaction,
    instance: InstanceRecord,
  ): Promise<void> {
    await this.#save(transaction, instance, { status: 'IN_PROGRESS' });
  }

  /** Says what an instance waits for; written only when it is news. */
  async wait(target: OpenTarget, message: string): Promise<void> {
    if (target.step.message !== message) {
      await this.#context.transaction(transaction =>
        this.#save(transaction, target.instance, {
          status: 'IN_PROGRESS',
          message,
        }),
      );
    }
  }

  /** Keeps something about an instance whose step goes on. */
  async note({ instance }: OpenTarget, patch: InstancePatch): Promise<void> {
    await this.#context.transaction(transaction =>
      this.#patch(transaction, instance, patch),
    );
  }

  /** @param alongside - what belongs to it, in the same transaction */
  async succeed(
    { instance }: OpenTarget,
    message: string,
    patch: InstancePatch,
    alongside?: (transaction: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    await this.#context.transaction(async transaction => {
      await alongside?.(transaction);
      await this.#patch(transaction, instance, { ...patch, error: undefined });
      await this.#save(transaction, instance, { status: 'SUCCEEDED', message });
    });
  }

  async fail({ instance }: OpenTarget, error: ErrorDetails): Promise<void> {
    const { correlationId, id: operationId } = this.#context.operation;
    const details = { ...error, correlationId, operationId };
    await this.#context.transaction(async transaction => {
      await this.#patch(transaction, instance, { error: details });
      await this.#save(transaction, instance, {
        status: 'FAILED',
        message: error.message,
        error: details,
        awsRequestId: error.awsRequestId,
      });
    });
  }

  /** Whether an instance has been worked on for longer than allowed. */
  isLate({ step }: OpenTarget, timeoutMs: number): boolean {
    const now = this.#clock.now().getTime();
    return now - Date.parse(step.startedAt ?? '') > timeoutMs;
  }

  /** The failure of the operation, from those of its instances: each by name, with its reason. */
  summarizeFailures(failed: OpenTarget[], what: string): ErrorDetails {
    const errors = failed.flatMap(({ step }) => step.error ?? []);
    const instances = failed.map(({ instance }) => instance);
    return {
      ...errors[0],
      message: `${what} failed for ${nameThem(instances)}.`,
      reason: failed
        .slice(0, 20)
        .map(
          ({ instance, step }) =>
            `${instance.hostname ?? instance.recoveryInstanceId}: ${
              step.error?.reason ?? step.message
            }`,
        )
        .join('; '),
      resourceIds: instances.map(one => one.recoveryInstanceId),
      at: new Date().toISOString(),
    };
  }

  get #own(): OperationStep[] {
    return this.#context.operation.steps.filter(
      step => step.name === this.#name,
    );
  }

  #targets(matches: (step: OperationStep) => boolean): OpenTarget[] {
    const instances = new Map(
      this.#context.instances.map(one => [one.recoveryInstanceId, one]),
    );
    return this.#own.filter(matches).flatMap(step => {
      const instance = instances.get(step.target ?? '');
      return instance ? [{ instance, step }] : [];
    });
  }

  async #save(
    transaction: Knex.Transaction,
    instance: InstanceRecord,
    step: Pick<OperationStep, 'status'> & Partial<OperationStep>,
  ): Promise<void> {
    await this.#context.saveStep(transaction, this.#stepOf(instance, step));
  }

  #stepOf(
    instance: InstanceRecord,
    step: Pick<OperationStep, 'status'> & Partial<OperationStep>,
  ): StepPatch {
    return {
      ...step,
      name: this.#name,
      title: this.#title,
      target: instance.recoveryInstanceId,
      targetName: instance.hostname,
    };
  }

  async #patch(
    transaction: Knex.Transaction,
    instance: InstanceRecord,
    patch: InstancePatch,
  ): Promise<void> {
    await this.#store.updateInstance(
      instance.sessionId,
      instance.recoveryInstanceId,
      patch,
      transaction,
    );
  }
}
