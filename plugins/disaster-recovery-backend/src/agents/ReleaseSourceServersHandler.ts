import type {
  ErrorDetails,
  ReleaseSourceServersInput,
} from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError, type AwsRegion, toErrorDetails } from '../aws';
import type { Dependencies } from '../dependencies';
import {
  type FailoverSessions,
  type InstanceRecord,
  type OperationContext,
  type OperationHandler,
  type OperationOutcome,
  type SessionRecord,
} from '../failover-sessions';
import { soonMs } from '../soonMs';
import { refuseProtecting, releasedInstances } from './checkRelease';
import { releaseNext, RELEASE_STEPS } from './releaseSteps';

const SOON_MS = 10_000;

/**
 * AWS's remedy when an installer says that the server was previously installed to replicate elsewhere: the source server of
 * the recovery region is disconnected and deleted, so that its machine may register in the source region. It costs the
 * forward protection and its snapshots, and is only ever done on request, confirmed by the session's name.
 */
export class ReleaseSourceServersHandler
  implements OperationHandler<ReleaseSourceServersInput>
{
  readonly kind = 'release-source-servers';
  readonly #dependencies: Dependencies & { sessions: FailoverSessions };

  constructor(dependencies: Dependencies & { sessions: FailoverSessions }) {
    this.#dependencies = dependencies;
  }

  async check(
    session: SessionRecord,
    instances: InstanceRecord[],
    input: ReleaseSourceServersInput,
  ): Promise<void> {
    const released = releasedInstances(session, instances, input);
    await this.#refuseProtecting(session, released);
  }

  async reconcile(context: OperationContext): Promise<OperationOutcome> {
    const { operation, instances, session } = context;
    const { instanceIds } =
      operation.request as unknown as ReleaseSourceServersInput;
    const released = instances.filter(({ recoveryInstanceId }) =>
      instanceIds.includes(recoveryInstanceId),
    );
    const { drs } = this.#region(session);
    const [servers, listed] = await Promise.all([
      drs.listSourceServers({
        ids: released.map(({ sourceServerId }) => sourceServerId),
      }),
      drs.listRecoveryInstances({ ids: instanceIds }),
    ]);
    const errors: ErrorDetails[] = [];
    let isWaiting = false;
    for (const instance of released) {
      const before = operation.steps.find(
        ({ target, error }) =>
          target === instance.recoveryInstanceId && error !== undefined,
      )?.error;
      if (before) {
        errors.push(before);
        continue;
      }
      try {
        const isDone = await releaseNext({
          context,
          drs,
          instance,
          server: servers.find(({ id }) => id === instance.sourceServerId),
          recoveryInstance: listed.find(
            ({ id }) => id === instance.recoveryInstanceId,
          ),
          now: this.#dependencies.clock.now(),
          timeoutMs: this.#dependencies.config.agents.stepTimeoutMs,
          // The world may have changed since it was confirmed: what protects a live machine now is not released.
          recheck: () => this.#refuseProtecting(session, [instance]),
        });
        isWaiting ||= !isDone;
      } catch (error) {
        if (mayPass(error)) {
          throw error;
        }
        errors.push(await this.#fail(context, instance, error));
      }
    }
    if (isWaiting) {
      const { pollingIntervalMs } = this.#dependencies.config;
      return { wakeInMs: soonMs(SOON_MS, pollingIntervalMs) };
    }
    return errors.length > 0
      ? {
          failed: {
            ...errors[0],
            message: `${errors.length} of ${released.length} source servers were not released: ${errors[0].message}`,
            resourceIds: errors.flatMap(({ resourceIds }) => resourceIds ?? []),
          },
        }
      : { succeeded: true };
  }

  async #refuseProtecting(
    session: SessionRecord,
    released: InstanceRecord[],
  ): Promise<void> {
    const { drs } = this.#region(session);
    const ids = released.map(({ sourceServerId }) => sourceServerId);
    const [servers, listed] = await Promise.all([
      drs.listSourceServers({ ids }),
      drs.listRecoveryInstances({ sourceServerIds: ids }),
    ]);
    const holders = await this.#dependencies.sessions.store.findHolders(
      servers.flatMap(({ instanceId }) => instanceId ?? []),
    );
    refuseProtecting(released, servers, listed, holders);
  }

  async #fail(
    context: OperationContext,
    instance: InstanceRecord,
    error: unknown,
  ): Promise<ErrorDetails> {
    const name = instance.hostname ?? instance.recoveryInstanceId;
    const details = toErrorDetails(error, {
      message: `Source server ${
        instance.sourceServerId
      } of ${name} was not released: ${(error as Error).message}`,
      resourceIds: [instance.sourceServerId],
    });
    const current =
      context.operation.steps.find(
        ({ target, status }) =>
          target === instance.recoveryInstanceId && status === 'IN_PROGRESS',
      ) ?? RELEASE_STEPS[0];
    await context.transaction(transaction =>
      context.saveStep(transaction, {
        target: instance.recoveryInstanceId,
        targetName: name,
        name: current.name,
        title: current.title,
        status: 'FAILED',
        message: details.message,
        error: details,
      }),
    );
    return details;
  }

  #region(session: SessionRecord): AwsRegion {
    return this.#dependencies.aws.in({
      accountId: session.accountId,
      region: session.recoveryRegion,
    });
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof AwsOperationError
    ? error.mayPass
    : !(error instanceof Error && /^(Conflict|Input)Error$/.test(error.name));
}
