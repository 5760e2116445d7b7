import { hasEnded } from '../aws';
import {
  type ExecutionRun,
  regionOf,
  type StepDependencies,
} from './ExecutionRun';
import { failureOf } from './jobLog';
import { listLiveJobs } from './liveJobs';
import type { ServerRecord } from './records';
import { TerminationJobs } from './TerminationJobs';

/** A job that DRS has just taken may not be shown yet, nor its instances be on their way: no second one is asked for. */
const SETTLING_MS = 60_000;
/** How long an instance may take to go, from when someone asked for it. */
export const TERMINATION_MS = 30 * 60_000;

/** Terminates, through DRS, the instances that an execution launched and that someone asked to terminate. */
export class TerminationStep {
  readonly #dependencies: StepDependencies;
  readonly #jobs: TerminationJobs;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
    this.#jobs = new TerminationJobs(dependencies);
  }

  /** @returns whether instances are still to be terminated */
  async run(run: ExecutionRun): Promise<boolean> {
    const planned = run.state.jobs.filter(
      job => job.kind === 'TERMINATE' && job.status === 'PLANNED',
    );
    for (const job of planned) {
      await this.#jobs.ask(run, job);
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
    await this.#jobs.giveUp(run, overdue, 'DRS did not terminate it in time');
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
        await this.#jobs.giveUp(
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
    const held = await this.#jobs.findHeld(run, servers);
    const isHeld = (server: ServerRecord) =>
      held.has(server.recoveryInstanceId!);
    await this.#jobs.giveUp(
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
      await this.#jobs.start(run, free.slice(at, at + size));
    }
  }
}
