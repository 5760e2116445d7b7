import { randomUUID } from 'node:crypto';
import { AwsOperationError } from '../aws';
import {
  errorDetails,
  type ExecutionRun,
  logFailure,
  regionOf,
  type StepDependencies,
} from './ExecutionRun';
import { findTermination } from './findTermination';
import type { JobRecord, ServerRecord } from './records';

/** What was planned must not be asked for any more; the next look plans anew. */
class HeldError extends Error {}

/** Asks DRS to terminate instances of an execution, each once, and gives up those that it refuses for good. */
export class TerminationJobs {
  readonly #dependencies: StepDependencies;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
  }

  /** Those that a session holds: one may have begun to since the termination was asked for. */
  async findHeld(
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
  async start(run: ExecutionRun, servers: ServerRecord[]): Promise<void> {
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
    await this.ask(run, job);
  }

  /** Asks DRS for a planned job, once: after a crash it looks first whether DRS has been asked already. */
  async ask(run: ExecutionRun, job: JobRecord): Promise<void> {
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
            if ((await this.findHeld(run, servers)).size > 0) {
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
      await this.giveUp(run, servers, 'DRS refused to terminate it', error);
      return;
    }
    if (servers.length > 1 && !retryable) {
      // One of them may be to blame: each is tried alone.
      for (const server of servers) {
        await this.start(run, [server]);
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

  /** Gives instances up, with the reason why and the way on. */
  async giveUp(
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
