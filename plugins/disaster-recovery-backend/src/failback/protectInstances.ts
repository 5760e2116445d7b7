import limitConcurrency from 'p-limit';
import {
  isGone,
  type RecoveryInstance,
  serversOfMachines,
  type SourceServer,
} from '../aws';
import type { OperationContext } from '../failover-sessions';
import {
  type InstanceSteps,
  type OpenTarget,
  reverseOnce,
  waitOrFail,
  wakeWatch,
} from '../replication';
import type { FailbackDependencies } from './FailbackDependencies';
import { findProtectingServer, isReversed } from './findProtectingServer';

const INSTANCES_AT_A_TIME = 10;

const REMEDY =
  'Check that the failback instance runs and that its agent reaches DRS (metadata service, TCP 443, an instance profile with AWSElasticDisasterRecoveryRecoveryInstancePolicy), then re-protect again: it works only on what is not protected.';

/** What DRS has on both sides of one instance. */
interface Sides {
  failbackInstance: RecoveryInstance | undefined;
  /** Source servers in the recovery region that name the failback instance. */
  naming: SourceServer[];
}

/** One round of work on one failback instance. */
class InstanceProtection {
  readonly #dependencies: FailbackDependencies;
  readonly #context: OperationContext;
  readonly #reversal: InstanceSteps;
  readonly #protection: InstanceSteps;
  readonly #target: OpenTarget;

  constructor(
    dependencies: FailbackDependencies,
    context: OperationContext,
    steps: { reversal: InstanceSteps; protection: InstanceSteps },
    target: OpenTarget,
  ) {
    this.#dependencies = dependencies;
    this.#context = context;
    this.#reversal = steps.reversal;
    this.#protection = steps.protection;
    this.#target = target;
  }

  /** Does the next missing thing; true while the instance has to be looked at again. */
  async run({ failbackInstance, naming }: Sides): Promise<boolean> {
    const id = this.#failbackInstanceId;
    if (!failbackInstance || isGone(failbackInstance.ec2State)) {
      return this.#fail(
        `its failback instance ${id} is ${
          failbackInstance?.ec2State ?? 'not known to DRS'
        }`,
      );
    }
    try {
      if (!isReversed(failbackInstance)) {
        await this.#reverse(id);
        return await this.#wait('Accepted; waits for DRS to begin');
      }
      const server = findProtectingServer(this.#target.instance, naming);
      if (!server) {
        return await this.#wait(
          `Waits for a source server in ${
            this.#context.session.recoveryRegion
          } that names ${id}`,
        );
      }
      return await this.#turnTo(server);
    } catch (error) {
      return this.#refused(error);
    }
  }

  async #reverse(id: string): Promise<void> {
    const { session } = this.#context;
    const source = this.#dependencies.aws.in({
      accountId: session.sourceAccountId,
      region: session.sourceRegion,
    }).drs;
    await reverseOnce(this.#context, source, id, async () => {
      const [now] = await source.listRecoveryInstances({ ids: [id] });
      if (!now || !isReversed(now)) {
        return undefined;
      }
      const servers = await this.#recovery.listSourceServers({
        instanceIds: [id],
      });
      return findProtectingServer(this.#target.instance, servers)?.arn;
    });
  }

  /** Notes the source server that protects the instance now, and turns the original group to it. */
  async #turnTo(server: SourceServer): Promise<boolean> {
    const { instance } = this.#target;
    if (server.replication.state === 'STOPPED') {
      await this.#recovery.startReplication(server.id);
      return this.#wait('Replication has been started');
    }
    if (
      server.replication.state === 'STALLED' &&
      this.#context.operation.attempt > 1
    ) {
      await this.#recovery.retryDataReplication(server.id);
    }
    const groupId = instance.protectionGroupId;
    await this.#reversal.succeed(
      this.#target,
      `Protected by ${server.id}`,
      {
        protectingSourceServerId: server.id,
        reProtection: {
          state: 'INITIATING',
          sourceServerId: server.id,
          dataReplicationState: server.replication.state,
        },
      },
      async transaction => {
        if (groupId) {
          await this.#dependencies.groups.replaceServers(transaction, groupId, [
            {
              sourceServerId:
                instance.protectingSourceServerId ?? instance.sourceServerId,
              by: server.id,
              originInstanceId: this.#failbackInstanceId,
            },
          ]);
        }
        await this.#protection.add(transaction, instance);
        await wakeWatch(
          this.#dependencies.engine,
          this.#context.session,
          transaction,
        );
      },
    );
    return false;
  }

  async #wait(message: string): Promise<boolean> {
    const { stepTimeoutMs } = this.#dependencies.config.agents;
    if (this.#reversal.isLate(this.#target, stepTimeoutMs)) {
      return this.#fail(
        `in the time allowed it got no further than: ${message}`,
      );
    }
    await this.#reversal.wait(this.#target, message);
    return true;
  }

  #refused(error: unknown): Promise<boolean> {
    return waitOrFail(this.#reversal, this.#target, error, {
      what: `Re-protection of ${this.#name}`,
      remedy: REMEDY,
      resourceId: this.#failbackInstanceId,
      stepTimeoutMs: this.#dependencies.config.agents.stepTimeoutMs,
    });
  }

  async #fail(reason: string): Promise<boolean> {
    await this.#reversal.fail(this.#target, {
      message: `${this.#name} was not re-protected: ${reason}.`,
      code: 'NotReProtected',
      service: 'drs',
      reason,
      remedy: REMEDY,
      resourceIds: [this.#failbackInstanceId],
      at: new Date().toISOString(),
    });
    return false;
  }

  get #failbackInstanceId(): string {
    return this.#target.instance.failback!.failbackInstanceId!;
  }

  get #recovery() {
    return this.#dependencies.aws.in(this.#target.instance).drs;
  }

  get #name(): string {
    const { instance } = this.#target;
    return instance.hostname ?? instance.recoveryInstanceId;
  }
}

/** Asks DRS once for all instances. */
async function ask(
  { aws }: FailbackDependencies,
  { session }: OperationContext,
  targets: OpenTarget[],
): Promise<(target: OpenTarget) => Sides> {
  const source = {
    accountId: session.sourceAccountId,
    region: session.sourceRegion,
  };
  const recovery = {
    accountId: session.accountId,
    region: session.recoveryRegion,
  };
  const ids = targets.flatMap(
    ({ instance }) => instance.failback?.failbackInstanceId ?? [],
  );
  const [launched, servers] = await Promise.all([
    aws.in(source).drs.listRecoveryInstances({ ids }),
    aws.in(recovery).drs.listSourceServers({ instanceIds: ids }),
  ]);
  const byId = new Map(launched.map(one => [one.id, one]));
  const namingOf = serversOfMachines(servers);
  return ({ instance }) => {
    const id = instance.failback?.failbackInstanceId;
    return {
      failbackInstance: id === undefined ? undefined : byId.get(id),
      naming: namingOf(id),
    };
  };
}

/**
 * Does the next missing thing for each failback instance whose replication is not turned to the recovery region yet.
 *
 * @returns whether some instance has to be waited for
 */
export async function protectInstances(
  dependencies: FailbackDependencies,
  context: OperationContext,
  reversal: InstanceSteps,
  protection: InstanceSteps,
): Promise<boolean> {
  const targets = reversal.open;
  const sidesOf = await ask(dependencies, context, targets);
  const limit = limitConcurrency(INSTANCES_AT_A_TIME);
  const waiting = await Promise.all(
    targets.map(target =>
      limit(() =>
        context.signal.aborted
          ? true
          : new InstanceProtection(
              dependencies,
              context,
              { reversal, protection },
              target,
            ).run(sidesOf(target)),
      ),
    ),
  );
  return waiting.includes(true);
}
