import { AwsOperationError, type DrsJob, type DrsJobLogItem } from '../aws';
import {
  type ExecutionRun,
  regionOf,
  type StepDependencies,
} from './ExecutionRun';
import { stageOf } from './jobLog';
import { jobStages } from './jobStages';
import { JobVerdicts, PATIENCE_MS, type WatchedJob } from './JobVerdicts';
import { type JobLook, nextJobLook } from './nextJobLook';
import type { ExecutionState, JobRecord, ServerRecord } from './records';

/** By then a server of which a job's log says nothing has failed without a word. In polling intervals. */
const LATE_INTERVALS = 2;
const MISSED_MS = 1_000;
const RETRY_MS = 5_000;

/** Watches the DRS jobs of an execution, and gives the verdict on each server once its job has ended. */
export class WatchStep {
  readonly #dependencies: StepDependencies;
  readonly #verdicts: JobVerdicts;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
    this.#verdicts = new JobVerdicts(dependencies);
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
      await this.#verdicts.write(run, item, instances);
    }
  }

  /** A log that DRS does not show leaves its job to be asked for. */
  async #tryLogs(run: ExecutionRun, jobs: WatchedJob[]): Promise<void> {
    for (const item of jobs) {
      try {
        await this.#readLogs(run, [item]);
      } catch (error) {
        if (!AwsOperationError.isFinal(error)) {
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
