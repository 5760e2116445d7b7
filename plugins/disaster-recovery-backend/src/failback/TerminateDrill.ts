import { ConflictError } from '@backstage/errors';
import { isGone, type RecoveryInstance } from '../aws';
import {
  hasLiveDrill,
  type InstanceRecord,
  type OperationContext,
  type OperationHandler,
  type OperationOutcome,
  type SessionRecord,
} from '../failover-sessions';
import { soonMs } from '../soonMs';
import type { FailbackDependencies } from './FailbackDependencies';

const SOON_MS = 5000;

/** Terminates the instances of a session's failback drills, through the executions that launched them. */
export class TerminateDrill implements OperationHandler {
  readonly kind = 'terminate-drill';
  readonly isLaunch = true;
  readonly #dependencies: FailbackDependencies;

  constructor(dependencies: FailbackDependencies) {
    this.#dependencies = dependencies;
  }

  async check(
    session: SessionRecord,
    instances: InstanceRecord[],
  ): Promise<void> {
    if (!instances.some(hasLiveDrill)) {
      throw new ConflictError(
        `No drill instances of ${session.name} are alive.`,
      );
    }
  }

  async reconcile(context: OperationContext): Promise<OperationOutcome> {
    const { config, clock } = this.#dependencies;
    const alive = context.instances.filter(hasLiveDrill);
    if (alive.length === 0) {
      return { succeeded: true };
    }
    const observed = await this.#observe(context, alive);
    if (await this.#recordGone(context, alive, observed)) {
      return { wakeInMs: 0 };
    }
    const { refusals, obstacles } = await this.#askFor(context, alive);
    const isLate =
      clock.now().getTime() - Date.parse(context.operation.startedAt) >
      config.agents.stepTimeoutMs;
    if (refusals.length > 0 || isLate) {
      const names = alive.map(one => one.hostname ?? one.recoveryInstanceId);
      return {
        failed: {
          message: `The drill instances of ${names.join(
            ', ',
          )} were not terminated.`,
          code: 'DrillNotTerminated',
          reason:
            refusals.join('; ') ||
            [
              'DRS has not terminated them in the time allowed',
              ...obstacles,
            ].join('. '),
          remedy:
            'Look at the execution of the drill for the reason, and terminate the drill again.',
          resourceIds: alive.flatMap(
            ({ drill }) => drill?.failbackInstanceId ?? [],
          ),
          at: new Date().toISOString(),
        },
      };
    }
    return { wakeInMs: soonMs(SOON_MS, config.pollingIntervalMs) };
  }

  async #observe(
    { session }: OperationContext,
    alive: InstanceRecord[],
  ): Promise<Map<string, RecoveryInstance>> {
    const { drs } = this.#dependencies.aws.in({
      accountId: session.sourceAccountId,
      region: session.sourceRegion,
    });
    const found = await drs.listRecoveryInstances({
      ids: alive.flatMap(({ drill }) => drill?.failbackInstanceId ?? []),
    });
    return new Map(found.map(one => [one.id, one]));
  }

  /** Notes the drill instances that are no more. Whether there were any. */
  async #recordGone(
    context: OperationContext,
    alive: InstanceRecord[],
    observed: Map<string, RecoveryInstance>,
  ): Promise<boolean> {
    const { store } = this.#dependencies.sessions;
    const gone = alive.filter(({ drill }) => {
      const instance = observed.get(drill!.failbackInstanceId!);
      return !instance || isGone(instance.ec2State);
    });
    if (gone.length > 0) {
      await context.transaction(async transaction => {
        for (const { sessionId, recoveryInstanceId, drill } of gone) {
          await store.updateInstance(
            sessionId,
            recoveryInstanceId,
            {
              drill: {
                ...drill!,
                status: 'TERMINATED',
                ec2State: 'TERMINATED',
              },
            },
            transaction,
          );
        }
      });
    }
    return gone.length > 0;
  }

  /**
   * Has the executions of the drill terminate what they launched, unless they do so already. What could not be terminated
   * keeps its verdict in the execution, with the reason.
   *
   * @returns why it was given up, and what is in the way where it is still tried
   */
  async #askFor(
    context: OperationContext,
    alive: InstanceRecord[],
  ): Promise<{ refusals: string[]; obstacles: string[] }> {
    const { executions } = this.#dependencies;
    const ids = new Set(alive.flatMap(({ drill }) => drill?.executionId ?? []));
    const refusals: string[] = [];
    const obstacles: string[] = [];
    for (const id of ids) {
      const execution = await executions.get(id);
      const wasAsked = context.operation.steps.some(
        ({ target }) => target === id,
      );
      const isAllowed = execution.actions.some(
        ({ action, allowed }) => action === 'terminate' && allowed,
      );
      const reasons = new Set(
        execution.servers.flatMap(({ status, reason }) =>
          status === 'LAUNCHED' && reason ? [reason] : [],
        ),
      );
      obstacles.push(...reasons);
      if (isAllowed && wasAsked) {
        refusals.push(...reasons);
      } else if (!wasAsked) {
        if (isAllowed) {
          await executions.terminate(id, context.operation.requestedBy);
        }
        await context.transaction(transaction =>
          context.saveStep(transaction, {
            name: 'TERMINATE',
            title: 'Terminate the instances of the drill',
            target: id,
            targetName: execution.planName,
            status: 'IN_PROGRESS',
          }),
        );
      }
    }
    return { refusals, obstacles };
  }
}
