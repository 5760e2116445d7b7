import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  causeOf,
  type InstanceRecord,
  type OperationBegin,
  type OperationContext,
  type OperationEnd,
  type OperationHandler,
  type OperationOutcome,
  type OperationRecord,
  type SessionRecord,
} from '../failover-sessions';
import { AwsOperationError } from '../aws';
import { carryLaunchSettings } from '../protection-groups';
import {
  InstanceSteps,
  isReProtected,
  patientWaitMs,
  returnedInstances,
  wakeWatch,
} from '../replication';
import type { FailbackDependencies } from './FailbackDependencies';
import { followProtection } from './followProtection';
import { protectInstances } from './protectInstances';

/**
 * Protects the failback instances for the next disaster: reverses their replication, turns the original groups to the source
 * servers that protect them now, and waits until each is in step.
 */
export class ReProtect implements OperationHandler {
  readonly kind = 're-protect';
  readonly #dependencies: FailbackDependencies;

  constructor(dependencies: FailbackDependencies) {
    this.#dependencies = dependencies;
  }

  async check(
    session: SessionRecord,
    instances: InstanceRecord[],
  ): Promise<void> {
    if (returnedInstances(instances).length === 0) {
      throw new ConflictError(
        'The session has no failback instances to protect.',
      );
    }
    const { drs } = this.#dependencies.aws.in({
      accountId: session.accountId,
      region: session.recoveryRegion,
    });
    if (!(await drs.isInitialized())) {
      throw new ConflictError(
        `DRS is not initialized in ${session.recoveryRegion} of account ${session.accountId}, where the machines are to be protected. Initialize it there, then re-protect again.`,
      );
    }
  }

  async begin(
    transaction: Knex.Transaction,
    { session, operation }: OperationBegin,
  ): Promise<void> {
    await this.#transition(transaction, session, operation, 'RE_PROTECTING');
  }

  async reconcile(context: OperationContext): Promise<OperationOutcome> {
    const { sessions, config, clock } = this.#dependencies;
    const later = {
      wakeInMs: patientWaitMs(
        context.operation.startedAt,
        config.pollingIntervalMs,
        clock.now(),
      ),
    };
    const reversal = new InstanceSteps(context, sessions.store, {
      name: 'REVERSE_REPLICATION',
      title: 'Start forward replication',
      clock,
    });
    const protection = new InstanceSteps(context, sessions.store, {
      name: 'PROTECT',
      title: 'Wait until the machine is protected',
      clock,
    });
    const returned = returnedInstances(context.instances);
    if (!reversal.isBegun && !protection.isBegun) {
      return this.#choose(context, reversal, protection, returned);
    }
    if (reversal.open.length > 0) {
      const isWaiting = await protectInstances(
        this.#dependencies,
        context,
        reversal,
        protection,
      );
      return isWaiting ? later : { wakeInMs: 0 };
    }
    if (await followProtection(config, protection)) {
      return { wakeInMs: 0 };
    }
    const failed = [...reversal.failed, ...protection.failed];
    if (failed.length > 0) {
      return { failed: reversal.summarizeFailures(failed, 'Re-protection') };
    }
    if (protection.open.length > 0) {
      return later;
    }
    await this.#renewGroups(returned);
    return { succeeded: true };
  }

  async end(
    transaction: Knex.Transaction,
    { session, operation, failed }: OperationEnd,
  ): Promise<void> {
    if (!failed) {
      await this.#transition(transaction, session, operation, 'RE_PROTECTED');
    }
    await wakeWatch(this.#dependencies.engine, session, transaction);
  }

  /** A retry works on what is not protected yet; what only has to be waited for is not reversed again. */
  async #choose(
    context: OperationContext,
    reversal: InstanceSteps,
    protection: InstanceSteps,
    returned: InstanceRecord[],
  ): Promise<OperationOutcome> {
    const unprotected = returned.filter(one => !isReProtected(one));
    if (unprotected.length === 0) {
      await this.#forgetErrors(context, returned);
      await this.#renewGroups(returned);
      return { succeeded: true };
    }
    const isTurned = (one: InstanceRecord) =>
      one.protectingSourceServerId !== undefined &&
      one.reProtection?.state !== 'ERROR';
    await protection.begin(unprotected.filter(isTurned));
    await reversal.begin(unprotected.filter(one => !isTurned(one)));
    return { wakeInMs: 0 };
  }

  /** What failed before has passed by itself. */
  async #forgetErrors(
    context: OperationContext,
    returned: InstanceRecord[],
  ): Promise<void> {
    const failed = returned.filter(({ error }) => error !== undefined);
    await context.transaction(transaction =>
      this.#dependencies.sessions.store.updateInstances(
        context.session.id,
        failed.map(({ recoveryInstanceId }) => ({
          recoveryInstanceId,
          patch: { error: undefined },
        })),
        transaction,
      ),
    );
  }

  /**
   * The next failover starts from true groups: their machines are other ones now, perhaps in another subnet, and a source
   * server that DRS has just made has none of the group's launch settings.
   */
  async #renewGroups(returned: InstanceRecord[]): Promise<void> {
    const { groups, logger } = this.#dependencies;
    for (const instance of returned) {
      await this.#carrySettings(instance);
    }
    const groupIds = new Set(
      returned.flatMap(({ protectionGroupId }) => protectionGroupId ?? []),
    );
    for (const id of groupIds) {
      await groups.captureOrigin(id);
      try {
        await groups.applyLaunchSettings(id);
      } catch (error) {
        // The machines are protected all the same. The group shows the difference, and a run applies its settings again.
        logger.warn(
          `Launch settings of group ${id} could not be applied after re-protection`,
          error as Error,
        );
      }
    }
  }

  /** Settings that were made in DRS alone are in no group: a new source server gets them from the one before it. */
  async #carrySettings(instance: InstanceRecord): Promise<void> {
    const { aws, logger } = this.#dependencies;
    const { sourceServerId: from, protectingSourceServerId: to } = instance;
    if (!to || to === from) {
      return;
    }
    try {
      await carryLaunchSettings(aws.in(instance), { from, to });
    } catch (error) {
      if (!(error instanceof AwsOperationError)) {
        throw error;
      }
      // The machines are protected all the same, and the server before it may be gone from DRS.
      logger.warn(
        `Launch settings of ${from} could not be carried over to ${to}, which protects its machine now`,
        error,
      );
    }
  }

  async #transition(
    transaction: Knex.Transaction,
    session: SessionRecord,
    operation: OperationRecord,
    to: 'RE_PROTECTING' | 'RE_PROTECTED',
  ): Promise<void> {
    await this.#dependencies.sessions.store.transition(
      session.id,
      to,
      causeOf(operation),
      transaction,
    );
    await wakeWatch(this.#dependencies.engine, session, transaction);
  }
}
