import type { Knex } from 'knex';
import {
  AwsOperationError,
  type DrsJob,
  type DrsJobLogItem,
  type RecoveryInstance,
} from '../aws';
import {
  errorDetails,
  type ExecutionRun,
  regionOf,
  type StepDependencies,
  logFailure,
} from './ExecutionRun';
import { stageOf } from './jobLog';
import { judgeServer, type Verdict } from './judgeServer';
import { jobStages } from './jobStages';
import { type JobLook, nextJobLook } from './nextJobLook';
import type { ExecutionState, JobRecord, ServerRecord } from './records';

/** How long a job may not be shown, and a launched instance not run, before that counts as the truth. */
const PATIENCE_MS = 10 * 60_000;

/** By then a server of which a job's log says nothing has failed without a word. In polling intervals. */
const LATE_INTERVALS = 2;
const MISSED_MS = 1_000;
const RETRY_MS = 5_000;

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

  /** Looks at the jobs whose time has come. */
  async run(run: ExecutionRun): Promise<void> {
    const watched = openJobs(run.state).map(
      (job): WatchedJob => ({
        job,
        servers: run.state.servers.filter(
          server =>
            server.executionJobId === job.id && server.status === 'LAUNCHING',
        ),
        log: [],
      }),
    );
    const looks = await this.#looks(run.state, watched);
    const now = this.#dependencies.clock.now();
    const due = watched.filter(({ job }) => isDue(looks.get(job), now));
    if (due.length === 0) {
      return;
    }
    const byLog = due.filter(({ job }) => looks.get(job)?.reads === 'log');
    await this.#tryLogs(run, byLog);
    const running = byLog.filter(({ log }) => log.length > 0 && !hasEnd(log));
    await this.#follow(run, running);
    if (running.length < due.length) {
      await this.#ask(
        run,
        watched.filter(item => !running.includes(item)),
      );
    }
  }

  /** Milliseconds until the next look at one of the jobs; undefined when there is none to look at. */
  async nextLookMs(state: ExecutionState): Promise<number | undefined> {
    const jobs = openJobs(state).filter(({ status }) => status !== 'COMPLETED');
    if (jobs.length === 0) {
      return undefined;
    }
    const looks = await this.#looks(
      state,
      jobs.map(job => ({ job })),
    );
    const wait =
      Math.min(...[...looks.values()].map(({ at }) => at.getTime())) -
      this.#dependencies.clock.now().getTime();
    // A look that is long due has just been made, and told nothing.
    return wait < -MISSED_MS ? RETRY_MS : Math.max(0, wait);
  }

  async #looks(
    { execution }: ExecutionState,
    watched: { job: JobRecord }[],
  ): Promise<Map<JobRecord, JobLook>> {
    if (watched.length === 0) {
      return new Map();
    }
    const { store, config } = this.#dependencies;
    const times = await store.launchTimes(execution);
    return new Map(
      watched.map(({ job }) => [
        job,
        job.status === 'COMPLETED'
          ? { at: new Date(0), reads: 'job' }
          : nextJobLook(job, times, config.pollingIntervalMs),
      ]),
    );
  }

  /** Asks DRS for jobs, notes that they run, and judges those that have ended. */
  async #ask(run: ExecutionRun, jobs: WatchedJob[]): Promise<void> {
    const found = await regionOf(this.#dependencies, run).drs.listJobs({
      ids: jobs.map(({ job }) => job.jobId!),
    });
    const byId = new Map(found.map(job => [job.id, job]));
    for (const item of jobs) {
      item.drsJob = byId.get(item.job.jobId!);
    }
    const now = this.#dependencies.clock.now();
    const isOver = ({ job, drsJob }: WatchedJob) =>
      drsJob
        ? drsJob.status === 'COMPLETED'
        : isOverdue(job.seenAt ?? job.createdAt, now);
    await this.#follow(
      run,
      jobs.filter(item => item.drsJob && !isOver(item)),
    );
    await this.#judge(run, jobs.filter(isOver));
  }

  /** Notes how far running jobs are. */
  async #follow(run: ExecutionRun, running: WatchedJob[]): Promise<void> {
    if (running.length === 0) {
      return;
    }
    const { store, config, clock } = this.#dependencies;
    const now = clock.now();
    await run.context.transaction(async transaction => {
      for (const { job, drsJob, log, servers } of running) {
        const age = now.getTime() - (job.startedAt ?? now).getTime();
        await store.updateJobs(transaction, [job.id], {
          status: drsJob?.status ?? 'STARTED',
          seenAt: now,
          ...(log.length > 0 && {
            logReadAt: now,
            ...jobStages(
              log,
              job.serverCount,
              age > LATE_INTERVALS * config.pollingIntervalMs,
            ),
          }),
        });
        const stages = new Map(
          log.length > 0
            ? servers.map(server => [
                server,
                stageOf(log, server.sourceServerId),
              ])
            : [],
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

  /** A log that DRS does not show leaves its job to be asked for. */
  async #tryLogs(run: ExecutionRun, jobs: WatchedJob[]): Promise<void> {
    for (const item of jobs) {
      try {
        await this.#readLogs(run, [item]);
      } catch (error) {
        if (
          !(error instanceof AwsOperationError) ||
          error.failure.retryable ||
          error.failure.outcomeUnknown
        ) {
          throw error;
        }
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

/** The launches that DRS works on, and those that have servers without a verdict. */
function openJobs({ jobs, servers }: ExecutionState): JobRecord[] {
  const undecided = new Set(
    servers
      .filter(({ status }) => status === 'LAUNCHING')
      .map(({ executionJobId }) => executionJobId),
  );
  return jobs.filter(
    job =>
      job.kind === 'LAUNCH' &&
      job.jobId &&
      (job.status !== 'COMPLETED' || undecided.has(job.id)),
  );
}

function isDue(look: JobLook | undefined, now: Date): boolean {
  return look !== undefined && look.at <= now;
}

function hasEnd(log: DrsJobLogItem[]): boolean {
  return log.some(({ event }) => event === 'JOB_END');
}

function isOverdue(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() > PATIENCE_MS;
}

/** Whether some server of a job did not launch, so that its log has the reason. */
function needsLog(drsJob: DrsJob, servers: ServerRecord[]): boolean {
  return servers.some(
    server =>
      drsJob.servers.find(item => item.sourceServerId === server.sourceServerId)
        ?.launchStatus !== 'LAUNCHED',
  );
}
