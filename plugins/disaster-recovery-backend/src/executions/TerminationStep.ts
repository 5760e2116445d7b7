import { randomUUID } from 'node:crypto';
import { AwsOperationError, hasEnded } from '../aws';
import {
  errorDetails,
  type ExecutionRun,
  regionOf,
  type StepDependencies,
  logFailure,
} from './ExecutionRun';
import { findTermination } from './findTermination';
import { failureOf } from './jobLog';
import { listLiveJobs } from './liveJobs';
import type { JobRecord, ServerRecord } from './records';

/** A job that DRS has just taken may not be shown yet, nor its instances be on their way: no second one is asked for. */
const SETTLING_MS = 60_000;
/** How long an instance may take to go, from when someone asked for it. */
export const TERMINATION_MS = 30 * 60_000;

/** What was planned must not be asked for any more; the next look plans anew. */
class HeldError extends Error {}

/** Terminates, through DRS, the instances that an execution launched and that someone asked to terminate. */
export class TerminationStep {
  readonly #dependencies: StepDependencies;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
  }

  /** @returns whether instances are still to be terminated */
  async run(run: ExecutionRun): Promise<boolean> {
    const planned = run.state.jobs.filter(
      job => job.kind === 'TERMINATE' && job.status === 'PLANNED',
    );
    for (const job of planned) {
      await this.#ask(run, job);
    }
    if (planned.length > 0) {
      // DRS may not show yet what it has been asked for.
      return true;
    }
    const terminating = run.state.servers.filter(server => server.terminating);
    if (terminating.length === 0) {
      return false;
    }
    const alive = await this.#noteGone(run, terminating);
    const now = this.#dependencies.clock.now();
    const overdue = alive.filter(
      server => server.terminateBy && now > server.terminateBy,
    );
    await this.#giveUp(run, overdue, 'DRS did not terminate it in time');
    const rest = alive.filter(server => !overdue.includes(server));
    const failed = await this.#giveUpFailed(run, rest);
    await this.#terminate(
      run,
      rest.filter(server => !failed.includes(server)),
    );
    return true;
  }

  /** Marks those that are gone as terminated. @returns the others */
  async #noteGone(
    run: ExecutionRun,
    servers: ServerRecord[],
  ): Promise<ServerRecord[]> {
    const { store } = this.#dependencies;
    const instances = await regionOf(
      this.#dependencies,
      run,
    ).drs.listRecoveryInstances({
      ids: servers.flatMap(server => server.recoveryInstanceId ?? []),
    });
    const alive = new Set(
      instances
        .filter(({ ec2State }) => !hasEnded(ec2State))
        .map(({ id }) => id),
    );
    const gone = servers.filter(
      server => !alive.has(server.recoveryInstanceId ?? ''),
    );
    await run.context.transaction(transaction =>
      store.updateServers(
        transaction,
        gone.map(server => server.id),
        {
          status: 'TERMINATED',
          terminating: false,
          terminateBy: undefined,
          reason: undefined,
          error: undefined,
        },
      ),
    );
    return servers.filter(server => !gone.includes(server));
  }

  /**
   * Gives up those that DRS says it could not terminate, with the reason from its job's log: asking once more by itself would
   * end in the same way.
   *
   * @returns them
   */
  async #giveUpFailed(
    run: ExecutionRun,
    servers: ServerRecord[],
  ): Promise<ServerRecord[]> {
    const asked = run.state.jobs.filter(
      job => job.kind === 'TERMINATE' && job.jobId,
    );
    if (asked.length === 0 || servers.length === 0) {
      return [];
    }
    const { drs } = regionOf(this.#dependencies, run);
    const jobs = await drs.listJobs({ ids: asked.map(job => job.jobId!) });
    const failed: ServerRecord[] = [];
    for (const server of servers) {
      const since = (server.terminateBy?.getTime() ?? 0) - TERMINATION_MS;
      const job = jobs.find(
        ({ id, status, servers: parts }) =>
          status === 'COMPLETED' &&
          // One of an earlier request has been told already.
          asked.some(
            one => one.jobId === id && one.createdAt.getTime() >= since,
          ) &&
          parts.some(
            part =>
              part.sourceServerId === server.sourceServerId &&
              part.launchStatus === 'FAILED',
          ),
      );
      if (job) {
        const words = failureOf(
          await drs.listJobLog(job.id),
          server.sourceServerId,
        )?.rawError;
        await this.#giveUp(
          run,
          [{ ...server, error: undefined }],
          `DRS did not terminate it in job ${job.id}${
            words ? `: ${words}` : ''
          }`,
        );
        failed.push(server);
      }
    }
    return failed;
  }

  /** Starts a job for those that no job works on. */
  async #terminate(run: ExecutionRun, servers: ServerRecord[]): Promise<void> {
    if (servers.length === 0) {
      return;
    }
    const { aws, config, clock } = this.#dependencies;
    const { execution } = run.state;
    const held = await this.#findHeld(run, servers);
    const isHeld = (server: ServerRecord) =>
      held.has(server.recoveryInstanceId!);
    await this.#giveUp(
      run,
      servers.filter(isHeld),
      'A failover session holds it',
    );
    const now = clock.now();
    const isSettling = run.state.jobs.some(
      job =>
        job.kind === 'TERMINATE' &&
        now.getTime() - (job.startedAt ?? job.createdAt).getTime() <
          SETTLING_MS,
    );
    if (isSettling) {
      return;
    }
    const live = await listLiveJobs(aws, execution, now);
    const busy = new Set(
      live.flatMap(job => job.servers.map(server => server.sourceServerId)),
    );
    const free = servers.filter(
      server => !isHeld(server) && !busy.has(server.sourceServerId),
    );
    const room = Math.max(0, config.quotas.concurrentJobs - live.length);
    const size = config.quotas.serversPerJob;
    for (let at = 0; at < free.length && at / size < room; at += size) {
      await this.#start(run, free.slice(at, at + size));
    }
  }

  /** Those that a session holds: one may have begun to since the termination was asked for. */
  async #findHeld(
    run: ExecutionRun,
    servers: ServerRecord[],
  ): Promise<Set<string>> {
    const marked = await this.#dependencies.guards.mark(
      servers.map(server => ({
        recoveryInstanceId: server.recoveryInstanceId!,
        sourceServerId: server.sourceServerId,
        hostname: server.hostname,
        isDrill: run.state.execution.executionType === 'DRILL',
      })),
    );
    return new Set(
      marked
        .filter(item => item.sessionId)
        .map(item => item.recoveryInstanceId),
    );
  }

  /** Writes down what is to be terminated together, and asks for it. */
  async #start(run: ExecutionRun, servers: ServerRecord[]): Promise<void> {
    const { store } = this.#dependencies;
    const job: JobRecord = {
      id: randomUUID(),
      executionId: run.state.execution.id,
      waveNumber: servers[0].waveNumber,
      kind: 'TERMINATE',
      status: 'PLANNED',
      serverCount: servers.length,
      instanceIds: servers.map(server => server.recoveryInstanceId!),
      createdAt: this.#dependencies.clock.now(),
    };
    await run.context.transaction(transaction =>
      store.insertJob(transaction, job),
    );
    await this.#ask(run, job);
  }

  /** Asks DRS for a planned job, once: after a crash it looks first whether DRS has been asked already. */
  async #ask(run: ExecutionRun, job: JobRecord): Promise<void> {
    const { store } = this.#dependencies;
    const { execution } = run.state;
    const { drs } = regionOf(this.#dependencies, run);
    const ids = job.instanceIds ?? [];
    const servers = run.state.servers.filter(server =>
      ids.includes(server.recoveryInstanceId ?? ''),
    );
    try {
      const { jobId } = await run.context.intents.once<{ jobId?: string }>(
        {
          key: `terminate/${job.id}`,
          operation: 'TerminateRecoveryInstances',
          correlationId: execution.correlationId,
          target: { recoveryInstanceIds: ids },
        },
        {
          perform: async () => {
            if ((await this.#findHeld(run, servers)).size > 0) {
              throw new HeldError();
            }
            return { jobId: (await drs.terminateRecoveryInstances(ids)).id };
          },
          settle: since => findTermination(drs, servers, since),
          outcomeUnknown: AwsOperationError.outcomeUnknown,
        },
      );
      await run.context.transaction(transaction =>
        store.updateJobs(transaction, [job.id], {
          jobId,
          // Its progress is read from the instances themselves.
          status: 'COMPLETED',
          startedAt: this.#dependencies.clock.now(),
        }),
      );
    } catch (error) {
      if (error instanceof AwsOperationError && error.failure.outcomeUnknown) {
        await this.#noteRefusal(run, servers, error);
        return;
      }
      if (!(error instanceof AwsOperationError || error instanceof HeldError)) {
        throw error;
      }
      await run.context.transaction(transaction =>
        store.deleteJob(transaction, job.id),
      );
      if (error instanceof AwsOperationError) {
        await this.#refused(run, servers, error);
      }
    }
  }

  /** What may pass is tried again until its time is over; one that is refused alone for good is given up. */
  async #refused(
    run: ExecutionRun,
    servers: ServerRecord[],
    error: AwsOperationError,
  ): Promise<void> {
    const { code, retryable } = error.failure;
    const mayPass =
      retryable ||
      ['ConflictException', 'ServiceQuotaExceededException'].includes(code);
    if (!mayPass && servers.length === 1) {
      await this.#giveUp(run, servers, 'DRS refused to terminate it', error);
      return;
    }
    if (servers.length > 1 && !retryable) {
      // One of them may be to blame: each is tried alone.
      for (const server of servers) {
        await this.#start(run, [server]);
      }
      return;
    }
    await this.#noteRefusal(run, servers, error);
  }

  async #noteRefusal(
    run: ExecutionRun,
    servers: ServerRecord[],
    error: AwsOperationError,
  ): Promise<void> {
    const { store } = this.#dependencies;
    const { reason } = error.failure;
    await run.context.transaction(transaction =>
      store.updateServers(
        transaction,
        servers.map(server => server.id),
        {
          reason: `Its termination was refused, and is tried again: ${reason}`,
          error: errorDetails(run, error),
        },
      ),
    );
  }

  async #giveUp(
    run: ExecutionRun,
    servers: ServerRecord[],
    message: string,
    error?: AwsOperationError,
  ): Promise<void> {
    const { store } = this.#dependencies;
    const { execution } = run.state;
    for (const server of servers) {
      const last = error?.failure.reason ?? server.error?.reason;
      const reason = last ? `${message}: ${last}` : message;
      const details = {
        ...(server.error ?? {}),
        ...errorDetails(run, error, reason),
        resourceIds: [server.recoveryInstanceId!],
        remedy: 'Remove the cause, then terminate again',
      };
      await run.context.transaction(async transaction => {
        await store.updateServers(transaction, [server.id], {
          terminating: false,
          terminateBy: undefined,
          reason,
          error: details,
        });
        await store.updateExecution(transaction, execution.id, {
          lastError: details,
        });
        await logFailure(this.#dependencies, run.state, transaction, {
          operation: 'TerminateRecoveryInstances',
          resourceIds: details.resourceIds,
          error: details,
        });
      });
    }
  }
}
