import type { Knex } from 'knex';
import type { DrsJob, DrsJobLogItem, RecoveryInstance } from '../aws';
import {
  errorDetails,
  type ExecutionRun,
  logFailure,
  type StepDependencies,
} from './ExecutionRun';
import { judgeServer, type Verdict } from './judgeServer';
import type { JobRecord, ServerRecord } from './records';

/** How long a job may not be shown, and a launched instance not run, before that counts as the truth. */
export const PATIENCE_MS = 10 * 60_000;

/** A DRS job, the servers of it that have no verdict yet, and what DRS has said of it so far. */
export interface WatchedJob {
  job: JobRecord;
  servers: ServerRecord[];
  drsJob?: DrsJob;
  log: DrsJobLogItem[];
}

/** Gives the verdict on each server of a job that has ended, and writes it down. */
export class JobVerdicts {
  readonly #dependencies: StepDependencies;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
  }

  /** @param instances - what DRS has launched of the servers of the job, as far as it shows it yet */
  async write(
    run: ExecutionRun,
    { job, servers, drsJob, log }: WatchedJob,
    instances: RecoveryInstance[],
  ): Promise<void> {
    const { store, clock } = this.#dependencies;
    const now = clock.now();
    const verdicts = servers.map((server): [ServerRecord, Verdict] => [
      server,
      judgeServer({
        sourceServerId: server.sourceServerId,
        jobId: job.jobId!,
        startsStopped: server.startsStopped,
        job: drsJob,
        log,
        instances,
        overdue: server.judgeBy !== undefined && now > server.judgeBy,
      }),
    ]);
    await run.context.transaction(async transaction => {
      await store.updateJobs(transaction, [job.id], {
        status: 'COMPLETED',
        seenAt: drsJob ? now : job.seenAt,
        endedAt: job.endedAt ?? drsJob?.endedAt ?? now,
      });
      for (const [server, verdict] of verdicts) {
        const patch = this.#patchOf(run, server, verdict, now);
        if (patch) {
          await store.updateServers(transaction, [server.id], patch);
        }
      }
      await this.#logFailures(transaction, run, job, verdicts);
    });
  }

  #patchOf(
    run: ExecutionRun,
    server: ServerRecord,
    verdict: Verdict,
    now: Date,
  ): Partial<ServerRecord> | undefined {
    if (verdict.verdict === 'UNDECIDED') {
      return server.judgeBy
        ? undefined
        : {
            judgeBy: new Date(now.getTime() + PATIENCE_MS),
            reason: 'Its job has ended; waits for its instance to run',
          };
    }
    const { recoveryInstanceId } = verdict;
    if (verdict.verdict === 'LAUNCHED') {
      return {
        status: 'LAUNCHED',
        stage: 'DONE',
        reason: undefined,
        error: undefined,
        recoveryInstanceId,
        endedAt: now,
      };
    }
    return {
      status: 'FAILED',
      reason: verdict.reason,
      recoveryInstanceId,
      endedAt: now,
      error: this.#errorOf(run, server, verdict),
    };
  }

  #errorOf(
    run: ExecutionRun,
    server: ServerRecord,
    verdict: Extract<Verdict, { verdict: 'FAILED' }>,
  ) {
    return {
      ...errorDetails(run, undefined, verdict.reason),
      service: 'drs',
      operation: 'StartRecovery',
      code: verdict.code,
      reason: verdict.reason,
      remedy: verdict.remedy,
      resourceIds: [server.sourceServerId],
    };
  }

  async #logFailures(
    transaction: Knex.Transaction,
    run: ExecutionRun,
    job: JobRecord,
    verdicts: [ServerRecord, Verdict][],
  ): Promise<void> {
    for (const [server, verdict] of verdicts) {
      if (verdict.verdict === 'FAILED') {
        await logFailure(this.#dependencies, run.state, transaction, {
          operation: 'StartRecovery',
          resourceIds: [server.sourceServerId, job.jobId!],
          error: this.#errorOf(run, server, verdict),
        });
      }
    }
  }
}
