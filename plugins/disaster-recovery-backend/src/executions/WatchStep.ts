import type { DrsJob, DrsJobLogItem, RecoveryInstance } from '../aws';
import {
  errorDetails,
  type ExecutionRun,
  regionOf,
  type StepDependencies,
} from './ExecutionRun';
import { stageOf } from './jobLog';
import { judgeServer, type Verdict } from './judgeServer';
import type { JobRecord, ServerRecord } from './records';

const LOG_INTERVAL_MS = 30_000;
/** How long a job may not be shown, and a launched instance not run, before that counts as the truth. */
const PATIENCE_MS = 10 * 60_000;

interface WatchedJob {
  job: JobRecord;
  servers: ServerRecord[];
  drsJob?: DrsJob;
  log: DrsJobLogItem[];
}

/** Watches the DRS jobs of an execution, and gives the verdict on each server once its job has ended. */
export class WatchStep {
  readonly #dependencies: StepDependencies;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
  }

  async run(run: ExecutionRun): Promise<void> {
    const watched = run.state.jobs
      .filter(job => job.kind === 'LAUNCH' && job.jobId)
      .map(
        (job): WatchedJob => ({
          job,
          servers: run.state.servers.filter(
            server =>
              server.executionJobId === job.id && server.status === 'LAUNCHING',
          ),
          log: [],
        }),
      )
      .filter(
        ({ job, servers }) => job.status !== 'COMPLETED' || servers.length > 0,
      );
    if (watched.length === 0) {
      return;
    }
    const found = await regionOf(this.#dependencies, run).drs.listJobs({
      ids: watched.map(({ job }) => job.jobId!),
    });
    const byId = new Map(found.map(job => [job.id, job]));
    for (const item of watched) {
      item.drsJob = byId.get(item.job.jobId!);
    }
    const isOver = ({ job, drsJob }: WatchedJob) =>
      drsJob
        ? drsJob.status === 'COMPLETED'
        : isOverdue(job.seenAt ?? job.createdAt);
    await this.#follow(
      run,
      watched.filter(item => item.drsJob && !isOver(item)),
    );
    await this.#judge(run, watched.filter(isOver));
  }

  /** Notes how far running jobs are. */
  async #follow(run: ExecutionRun, running: WatchedJob[]): Promise<void> {
    const { store, config } = this.#dependencies;
    const interval = Math.min(LOG_INTERVAL_MS, config.pollingIntervalMs);
    const now = new Date();
    const read = running.filter(
      ({ job }) =>
        !job.logReadAt || now.getTime() - job.logReadAt.getTime() >= interval,
    );
    await this.#readLogs(run, read);
    await run.context.transaction(async transaction => {
      for (const { job, drsJob } of running) {
        await store.updateJobs(transaction, [job.id], {
          status: drsJob!.status,
          seenAt: now,
          ...(read.some(item => item.job.id === job.id) && { logReadAt: now }),
        });
      }
      for (const { servers, log } of read) {
        const stages = new Map(
          servers.map(server => [server, stageOf(log, server.sourceServerId)]),
        );
        for (const stage of new Set(stages.values())) {
          await store.updateServers(
            transaction,
            servers
              .filter(
                server =>
                  stages.get(server) === stage && server.stage !== stage,
              )
              .map(server => server.id),
            { stage },
          );
        }
      }
    });
  }

  /** Finds the instances of all jobs that have ended, in one question, and judges server by server. */
  async #judge(run: ExecutionRun, over: WatchedJob[]): Promise<void> {
    if (over.length === 0) {
      return;
    }
    await this.#readLogs(
      run,
      over.filter(({ drsJob, servers }) => drsJob && needsLog(drsJob, servers)),
    );
    const sourceServerIds = over.flatMap(({ servers }) =>
      servers.map(server => server.sourceServerId),
    );
    const instances =
      sourceServerIds.length === 0
        ? []
        : await regionOf(this.#dependencies, run).drs.listRecoveryInstances({
            sourceServerIds,
          });
    for (const item of over) {
      await this.#writeVerdicts(run, item, instances);
    }
  }

  async #writeVerdicts(
    run: ExecutionRun,
    { job, servers, drsJob, log }: WatchedJob,
    instances: RecoveryInstance[],
  ): Promise<void> {
    const { store } = this.#dependencies;
    const now = new Date();
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
        endedAt: job.endedAt ?? now,
      });
      for (const [server, verdict] of verdicts) {
        const patch = this.#patchOf(run, server, verdict, now);
        if (patch) {
          await store.updateServers(transaction, [server.id], patch);
        }
      }
    });
    this.#logFailures(run, job, verdicts);
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

  #logFailures(
    run: ExecutionRun,
    job: JobRecord,
    verdicts: [ServerRecord, Verdict][],
  ): void {
    const { execution } = run.state;
    for (const [server, verdict] of verdicts) {
      if (verdict.verdict === 'FAILED') {
        this.#dependencies.audit.failure({
          operation: 'StartRecovery',
          executionId: execution.id,
          sessionId: execution.sessionId,
          correlationId: execution.correlationId,
          attempt: execution.attempt,
          resourceIds: [server.sourceServerId, job.jobId!],
          error: this.#errorOf(run, server, verdict),
        });
      }
    }
  }

  async #readLogs(run: ExecutionRun, jobs: WatchedJob[]): Promise<void> {
    const { drs } = regionOf(this.#dependencies, run);
    for (const item of jobs) {
      item.log = await drs.listJobLog(item.job.jobId!);
    }
  }
}

function isOverdue(since: Date): boolean {
  return Date.now() - since.getTime() > PATIENCE_MS;
}

/** Whether some server of a job did not launch, so that its log has the reason. */
function needsLog(drsJob: DrsJob, servers: ServerRecord[]): boolean {
  return servers.some(
    server =>
      drsJob.servers.find(item => item.sourceServerId === server.sourceServerId)
        ?.launchStatus !== 'LAUNCHED',
  );
}
