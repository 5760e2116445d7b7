import {
  type ReplicationProgress,
  SOURCE_SERVER_MISSING,
} from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError, type SourceServer } from '../aws';
import type { Dependencies } from '../dependencies';
import type { FailoverSessions, OperationContext } from '../failover-sessions';
import {
  chooseStartMove,
  findReversedServer,
  whatReplicates,
} from './chooseStartMove';
import { instanceRoute } from './chosenRoute';
import { deriveReplicationState } from './deriveReplicationState';
import type { InstanceSteps, OpenTarget } from './InstanceSteps';
import { reverseOnce } from './reverseOnce';
import { waitOrFail } from './waitOrFail';
import { watchTarget } from './watchedSessions';

const REFUSED =
  'Check that the instance runs and that its agent reaches DRS: its metadata service answers, TCP 443 to the DRS endpoint is open, and its instance profile has AWSElasticDisasterRecoveryRecoveryInstancePolicy. Then start reverse replication again: it works only on what failed.';

/** What starting reverse replication works with. */
export type StartDependencies = Dependencies & { sessions: FailoverSessions };

/** One round of work on one instance. */
export class InstanceStart {
  readonly #dependencies: StartDependencies;
  readonly #context: OperationContext;
  readonly #steps: InstanceSteps;
  readonly #target: OpenTarget;
  readonly #candidates: SourceServer[];

  constructor(
    dependencies: StartDependencies,
    context: OperationContext,
    steps: InstanceSteps,
    target: OpenTarget,
    candidates: SourceServer[],
  ) {
    this.#dependencies = dependencies;
    this.#context = context;
    this.#steps = steps;
    this.#target = target;
    this.#candidates = candidates;
  }

  /** Does the next missing thing; true while the instance has to be looked at again. */
  async run(): Promise<boolean> {
    const { instance } = this.#target;
    const route = instanceRoute(this.#context.session, instance);
    const next = chooseStartMove(instance, route, this.#candidates);
    try {
      switch (next.move) {
        case 'adopt':
          await this.#adopt(
            next.server,
            'Data travels to the source region',
            this.#progressOf(next.server),
          );
          return false;
        case 'retry':
          await this.#retry(next.server);
          await this.#adopt(next.server, 'DRS was asked to try again', {
            state: 'INITIATING',
            sourceServerId: next.server.id,
          });
          return false;
        case 'start':
          await this.#source.startReplication(next.server.id);
          return await this.#wait('Replication has been started');
        case 'reverse':
          await this.#reverse();
          return await this.#wait(
            'Accepted; waits for DRS to list the source server',
          );
        default:
          await this.#failMissing(next.server);
          return false;
      }
    } catch (error) {
      return next.move === 'reverse'
        ? this.#reverseRefused(error, next.server)
        : this.#refused(error);
    }
  }

  /**
   * An agent that DRS has listened to before is not young. Its source server is gone: DRS tells an agent to uninstall itself
   * when that is disconnected, and then refuses for good.
   */
  async #reverseRefused(
    error: unknown,
    server: SourceServer | undefined,
  ): Promise<boolean> {
    const isAgentGone =
      error instanceof AwsOperationError &&
      error.failure.code === 'ConflictException' &&
      this.#target.instance.reversedSourceServerId !== undefined;
    if (!isAgentGone) {
      return this.#refused(error);
    }
    await this.#failMissing(server, error);
    return false;
  }

  get #source() {
    return this.#dependencies.aws.in(watchTarget(this.#context.session)).drs;
  }

  async #retry(server: SourceServer): Promise<void> {
    try {
      await this.#source.retryDataReplication(server.id);
    } catch (error) {
      // DRS refuses it where replication is no longer stalled: then it goes on already.
      const goesOn =
        error instanceof AwsOperationError &&
        error.failure.code === 'ValidationException';
      if (!goesOn) {
        throw error;
      }
    }
  }

  async #reverse(): Promise<void> {
    const { instance } = this.#target;
    const { drs } = this.#dependencies.aws.in(instance);
    const arn = await reverseOnce(
      this.#context,
      drs,
      instance.recoveryInstanceId,
      async () => {
        const servers = await this.#source.listSourceServers(
          whatReplicates([instance]),
        );
        const server = findReversedServer(instance, servers);
        return server?.replication.state === 'DISCONNECTED'
          ? undefined
          : server?.arn;
      },
    );
    if (instance.reversedSourceServerArn !== arn) {
      await this.#steps.note(this.#target, { reversedSourceServerArn: arn });
    }
  }

  /**
   * What is noted is the source server that names this instance, not the ARN that the call answered with. One that the
   * mirrored configuration does not know would not be launched: it has to be mirrored again.
   */
  async #adopt(
    server: SourceServer,
    message: string,
    replication: ReplicationProgress,
  ): Promise<void> {
    const { instance } = this.#target;
    const { session } = this.#context;
    const isMirrored = instance.reversedSourceServerId === server.id;
    await this.#steps.succeed(
      this.#target,
      message,
      {
        route: instanceRoute(session, instance),
        reversedSourceServerId: server.id,
        reversedSourceServerArn: server.arn,
        replication,
      },
      async transaction => {
        if (!isMirrored) {
          await this.#dependencies.sessions.store.update(
            session.id,
            { mirroredAt: undefined },
            transaction,
          );
        }
      },
    );
  }

  #progressOf(server: SourceServer): ReplicationProgress {
    return deriveReplicationState(server, undefined, {
      readyLagSeconds: this.#dependencies.config.readyLagSeconds,
      hasSnapshot: false,
      at: new Date(),
    });
  }

  async #wait(message: string): Promise<boolean> {
    const { stepTimeoutMs } = this.#dependencies.config.agents;
    if (this.#steps.isLate(this.#target, stepTimeoutMs)) {
      await this.#steps.fail(this.#target, {
        message: `Reverse replication of ${
          this.#name
        } did not begin in time: ${message}.`,
        code: 'Timeout',
        service: 'drs',
        reason: message,
        remedy: REFUSED,
        resourceIds: [this.#target.instance.recoveryInstanceId],
        at: new Date().toISOString(),
      });
      return false;
    }
    await this.#steps.wait(this.#target, message);
    return true;
  }

  #refused(error: unknown): Promise<boolean> {
    return waitOrFail(this.#steps, this.#target, error, {
      what: `Reverse replication of ${this.#name}`,
      remedy: REFUSED,
      resourceId: this.#target.instance.recoveryInstanceId,
      stepTimeoutMs: this.#dependencies.config.agents.stepTimeoutMs,
    });
  }

  async #failMissing(
    server: SourceServer | undefined,
    refusal?: AwsOperationError,
  ): Promise<void> {
    const { session } = this.#context;
    const state = server
      ? `its source server ${server.id} is disconnected`
      : `no source server there names it`;
    await this.#steps.fail(this.#target, {
      message: `Nothing in ${session.sourceRegion} replicates ${
        this.#name
      }: ${state}.`,
      code: SOURCE_SERVER_MISSING,
      service: 'drs',
      operation: refusal ? 'ReverseReplication' : 'DescribeSourceServers',
      awsRequestId: refusal?.failure.requestId,
      reason: [
        `In DRS of ${session.sourceRegion}, ${state}`,
        ...(refusal ? [`DRS makes no other: ${refusal.failure.reason}`] : []),
      ].join('. '),
      remedy: `${
        refusal
          ? 'DRS no longer listens to the agent of this instance'
          : 'The agent of this instance was reinstalled and has to register in the source region'
      }: install agents again, which works on this instance only, then mirror the configuration and start reverse replication again.`,
      resourceIds: [this.#target.instance.recoveryInstanceId],
      at: new Date().toISOString(),
    });
  }

  get #name(): string {
    const { instance } = this.#target;
    return instance.hostname ?? instance.recoveryInstanceId;
  }
}
