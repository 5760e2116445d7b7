import { randomUUID } from 'node:crypto';
import type { Wave } from '@internal/plugin-disaster-recovery-common';
import { AwsOperationError } from '../aws';
import {
  type ExecutionRun,
  isHeld,
  regionOf,
  type StepDependencies,
  logFailure,
} from './ExecutionRun';
import { findJobByIntent, INTENT_TAG, readLiveJobs } from './liveJobs';
import { LaunchSettingsStep } from './LaunchSettingsStep';
import { nameInstance } from './LaunchGuards';
import { type PackedJob, packJobs } from './packJobs';
import { RefusedJobs } from './RefusedJobs';
import type { JobRecord, ServerRecord } from './records';

/** Launches the servers of waves that are at it: settings, packing within the quotas, and StartRecovery. */
export class LaunchStep {
  readonly #dependencies: StepDependencies;
  readonly #settings: LaunchSettingsStep;
  readonly #refused: RefusedJobs;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
    this.#settings = new LaunchSettingsStep(dependencies);
    this.#refused = new RefusedJobs(dependencies);
  }

  /** @returns whether a server failed before its launch, so that the rules must be asked again before more begins */
  async run(run: ExecutionRun): Promise<boolean> {
    const planned = run.state.jobs.filter(
      job => job.kind === 'LAUNCH' && job.status === 'PLANNED',
    );
    for (const job of planned) {
      await this.#start(run, job);
    }
    if (isHeld(run) || planned.length > 0) {
      return false;
    }
    const launching = new Set(
      run.state.waves
        .filter(wave => wave.status === 'LAUNCHING')
        .map(wave => wave.number),
    );
    const servers = run.state.servers.filter(
      server =>
        launching.has(server.waveNumber) &&
        ['PENDING', 'WAITING'].includes(server.status),
    );
    if (servers.length === 0) {
      return false;
    }
    return (
      (await this.#settings.run(run, servers)) ||
      (await this.#refuseDestruction(run, servers)) ||
      this.#launch(run, servers)
    );
  }

  /** Applies the launch settings of the waves that come next, while those before them launch. */
  async prepareNext(run: ExecutionRun): Promise<void> {
    const { waves, servers, execution } = run.state;
    const statusOf = new Map(waves.map(wave => [wave.number, wave.status]));
    const isNext = ({ number, dependsOn }: Wave) =>
      statusOf.get(number) === 'PENDING' &&
      dependsOn.every(before => statusOf.get(before) !== 'PENDING');
    const next = new Set(
      execution.planWaves.filter(isNext).map(({ number }) => number),
    );
    await this.#settings.prepare(
      run,
      servers.filter(
        ({ waveNumber, status }) =>
          next.has(waveNumber) && status === 'PENDING',
      ),
    );
  }

  async #launch(run: ExecutionRun, servers: ServerRecord[]): Promise<false> {
    const { aws, store, config, clock } = this.#dependencies;
    const live = await readLiveJobs(
      aws,
      store,
      run.state.execution,
      clock.now(),
    );
    const packing = packJobs(servers, live, config.quotas);
    const jobs = await this.#plan(run, packing);
    for (const job of jobs) {
      await this.#start(run, job);
    }
    return false;
  }

  /** Writes down which servers go into which job, unless a pause or the end has been asked for meanwhile. */
  async #plan(
    run: ExecutionRun,
    packing: ReturnType<typeof packJobs>,
  ): Promise<JobRecord[]> {
    const { store, clock } = this.#dependencies;
    const { id } = run.state.execution;
    return run.context.transaction(async transaction => {
      const execution = await store.lock(id, transaction);
      if (execution.pauseRequested || execution.cancelRequested) {
        return [];
      }
      const jobs: JobRecord[] = [];
      for (const packed of packing.jobs) {
        const job = newJob(id, packed, clock.now());
        await store.insertJob(transaction, job);
        await store.updateServers(
          transaction,
          packed.servers.map(server => server.id),
          {
            status: 'LAUNCHING',
            reason: undefined,
            stage: undefined,
            executionJobId: job.id,
            jobId: undefined,
            judgeBy: undefined,
            attempt: execution.attempt,
            startedAt: job.createdAt,
          },
        );
        jobs.push(job);
      }
      const reasons = new Set(packing.waiting.map(item => item.reason));
      for (const reason of reasons) {
        const ids = packing.waiting
          .filter(item => item.reason === reason)
          .map(item => item.server.id);
        await store.updateServers(transaction, ids, {
          status: 'WAITING',
          reason,
        });
      }
      return jobs;
    });
  }

  async #start(run: ExecutionRun, job: JobRecord): Promise<void> {
    const { aws, store } = this.#dependencies;
    const { execution } = run.state;
    const { drs } = regionOf(this.#dependencies, run);
    const sourceServerIds = (
      await run.context.transaction(transaction =>
        transaction('execution_servers')
          .where({ execution_job_id: job.id })
          .orderBy('source_server_id')
          .pluck('source_server_id'),
      )
    ).map(String);
    const find = async (since: Date) => {
      const found = await findJobByIntent(aws, execution, job.id, since);
      return found && { jobId: found.id };
    };
    let started: { jobId: string };
    try {
      started = await run.context.intents.once(
        {
          key: `start-recovery/${job.id}`,
          operation: 'StartRecovery',
          correlationId: execution.correlationId,
          target: { sourceServerIds, region: execution.region },
        },
        {
          perform: async () => {
            try {
              const { id } = await drs.startRecovery({
                sourceServerIds,
                isDrill: execution.executionType === 'DRILL',
                tags: { [INTENT_TAG]: job.id },
              });
              return { jobId: id };
            } catch (error) {
              // A server that is busy may be so by this very call, whose answer was lost and whose job was not shown yet.
              const found = isConflict(error) && (await find(job.createdAt));
              if (found) {
                return found;
              }
              throw error;
            }
          },
          settle: find,
          outcomeUnknown: AwsOperationError.outcomeUnknown,
        },
      );
    } catch (error) {
      if (error instanceof AwsOperationError && !error.failure.outcomeUnknown) {
        await this.#refused.handle(run, job, error);
        return;
      }
      throw error;
    }
    await run.context.transaction(async transaction => {
      await store.updateJobs(transaction, [job.id], {
        jobId: started.jobId,
        status: 'PENDING',
        startedAt: this.#dependencies.clock.now(),
      });
      await transaction('execution_servers')
        .where({ execution_job_id: job.id })
        .update({ job_id: started.jobId });
    });
  }

  /**
   * Looks once more, right before the launch, for live instances that it would destroy: what was checked at the start may
   * be hours old.
   */
  async #refuseDestruction(
    run: ExecutionRun,
    servers: ServerRecord[],
  ): Promise<boolean> {
    const { store, guards, clock } = this.#dependencies;
    const { execution, servers: all } = run.state;
    const threatened = await guards.findThreatened(
      execution,
      servers.map(server => server.sourceServerId),
    );
    const accepted = new Set([
      ...execution.acceptedDestroyed,
      // What an earlier attempt left behind of a server that failed is this execution's own.
      ...all.flatMap(server =>
        server.recoveryInstanceId ? [server.recoveryInstanceId] : [],
      ),
    ]);
    const refused = threatened.filter(
      item => item.sessionId || !accepted.has(item.recoveryInstanceId),
    );
    for (const instance of refused) {
      const { sourceServerId, sessionName } = instance;
      const reason = `Launching would make DRS terminate ${nameInstance(
        instance,
      )}, ${
        sessionName
          ? `which failover session "${sessionName}" holds`
          : 'which was not there when the run was accepted'
      }`;
      const error = {
        code: 'WOULD_DESTROY_INSTANCE',
        message: reason,
        correlationId: execution.correlationId,
        resourceIds: [instance.recoveryInstanceId, sourceServerId],
        at: new Date().toISOString(),
      };
      await run.context.transaction(async transaction => {
        await store.updateServers(
          transaction,
          servers
            .filter(server => server.sourceServerId === sourceServerId)
            .map(server => server.id),
          { status: 'FAILED', reason, error, endedAt: clock.now() },
        );
        await logFailure(this.#dependencies, run.state, transaction, {
          operation: 'StartRecovery',
          resourceIds: error.resourceIds,
          error,
        });
      });
    }
    return refused.length > 0;
  }
}

function newJob(
  executionId: string,
  packed: PackedJob,
  createdAt: Date,
): JobRecord {
  return {
    id: randomUUID(),
    executionId,
    waveNumber: packed.waveNumber,
    kind: 'LAUNCH',
    status: 'PLANNED',
    serverCount: packed.servers.length,
    createdAt,
  };
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof AwsOperationError &&
    error.failure.code === 'ConflictException'
  );
}
