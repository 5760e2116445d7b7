import { ConflictError, InputError } from '@backstage/errors';
import type {
  SessionStatus,
  StartReverseReplicationInput,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import {
  causeOf,
  type InstanceRecord,
  type OperationBegin,
  type OperationContext,
  type OperationEnd,
  type OperationHandler,
  type OperationOutcome,
  type SessionRecord,
} from '../failover-sessions';
import { chosenRoute } from './chosenRoute';
import type { StartDependencies } from './InstanceStart';
import { InstanceSteps } from './InstanceSteps';
import { patientWaitMs } from './patientWaitMs';
import { reopenLaunches } from './reopenLaunches';
import { selectTargets } from './selectTargets';
import { nameThem } from './sessionTrouble';
import { startInstances } from './startInstances';
import { wakeWatch, watchTarget } from './watchedSessions';

/** Statuses in which it has been started on every instance: what is left is to start it again on some. */
const AGAIN: readonly SessionStatus[] = [
  'REVERSE_REPLICATING',
  'FAILBACK_IN_PROGRESS',
];

/**
 * Starts reverse replication. On the native route it reverses the replication of each instance; after a reinstall it adopts
 * what the new agents began. It ends when every instance has its source server; the watcher follows them from there.
 */
export class StartReverseReplication
  implements OperationHandler<StartReverseReplicationInput>
{
  readonly kind = 'start-reverse-replication';
  readonly #dependencies: StartDependencies;

  constructor(dependencies: StartDependencies) {
    this.#dependencies = dependencies;
  }

  async check(
    session: SessionRecord,
    instances: InstanceRecord[],
    { instanceIds }: StartReverseReplicationInput,
  ): Promise<void> {
    const unknown = instanceIds?.filter(
      id =>
        !instances.some(({ recoveryInstanceId }) => recoveryInstanceId === id),
    );
    if (unknown?.length) {
      throw new InputError(
        `Session ${session.name} has no instance ${unknown.join(', ')}`,
      );
    }
    const targets = selectTargets(instances, instanceIds);
    const onPremises = targets.filter(
      ({ originEnvironment }) => originEnvironment === 'ON_PREMISES',
    );
    if (onPremises.length > 0) {
      throw new ConflictError(
        `${nameThem(
          onPremises,
        )} did not originate in EC2, and DRS reverses the replication of EC2 instances only. Fail such machines back with the DRS Failback Client, and start reverse replication for the others by their instance ids.`,
      );
    }
    const isNext =
      !AGAIN.includes(session.status) &&
      instances.some(({ cannotFailBack }) => cannotFailBack === undefined);
    if (targets.length === 0 && (instanceIds || !isNext)) {
      throw new ConflictError(
        'There is no instance to start: reverse replication runs on every instance that can fail back.',
      );
    }
    const target = watchTarget(session);
    if (!(await this.#dependencies.aws.in(target).drs.isInitialized())) {
      throw new ConflictError(
        `DRS is not initialized in ${target.region} of account ${target.accountId}, where the data returns to. Initialize it there (DRS console, "Set default replication settings", or InitializeService), then start reverse replication again.`,
      );
    }
  }

  async begin(
    transaction: Knex.Transaction,
    { session, operation, instances }: OperationBegin,
  ): Promise<void> {
    const { store } = this.#dependencies.sessions;
    await store.updateInstances(
      session.id,
      reopenLaunches(instances),
      transaction,
    );
    await store.update(
      session.id,
      { route: chosenRoute(session) },
      transaction,
    );
    await store.transition(
      session.id,
      'REVERSE_REPLICATING',
      causeOf(operation),
      transaction,
    );
    await wakeWatch(this.#dependencies.engine, session, transaction);
  }

  async reconcile(context: OperationContext): Promise<OperationOutcome> {
    const { sessions, config, clock } = this.#dependencies;
    const steps = new InstanceSteps(context, sessions.store, {
      name: 'START_REVERSE_REPLICATION',
      title: 'Start reverse replication',
      clock,
    });
    if (!steps.isBegun) {
      const { instanceIds } = context.operation
        .request as StartReverseReplicationInput;
      const targets = selectTargets(context.instances, instanceIds);
      if (targets.length === 0) {
        return { succeeded: true };
      }
      await steps.begin(targets);
      return { wakeInMs: 0 };
    }
    if (steps.open.length > 0) {
      const isWaiting = await startInstances(
        this.#dependencies,
        context,
        steps,
      );
      return {
        wakeInMs: isWaiting
          ? patientWaitMs(
              context.operation.startedAt,
              config.pollingIntervalMs,
              clock.now(),
            )
          : 0,
      };
    }
    const { failed } = steps;
    return failed.length > 0
      ? {
          failed: steps.summarizeFailures(
            failed,
            'Start of reverse replication',
          ),
        }
      : { succeeded: true };
  }

  async end(
    transaction: Knex.Transaction,
    { session }: OperationEnd,
  ): Promise<void> {
    await wakeWatch(this.#dependencies.engine, session, transaction);
  }
}
