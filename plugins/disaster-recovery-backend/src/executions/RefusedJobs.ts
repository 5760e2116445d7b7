import type { AwsOperationError } from '../aws';
import {
  errorDetails,
  type ExecutionRun,
  type StepDependencies,
  logFailure,
} from './ExecutionRun';
import { readLiveJobs } from './liveJobs';
import { refusalOutcome } from './refusal';
import type { JobRecord, ServerRecord } from './records';

/** Gives the servers of a job that DRS refused back, to wait, to be tried in smaller jobs, or as failed. */
export class RefusedJobs {
  readonly #dependencies: StepDependencies;

  constructor(dependencies: StepDependencies) {
    this.#dependencies = dependencies;
  }

  async handle(
    run: ExecutionRun,
    job: JobRecord,
    error: AwsOperationError,
  ): Promise<void> {
    const { aws, store, clock } = this.#dependencies;
    const { execution } = run.state;
    const { servers } = await this.#servers(run, job);
    const live = await readLiveJobs(aws, store, execution, clock.now());
    const outcome = refusalOutcome(error.failure, {
      count: servers.length,
      busy: servers.filter(server => live.busy.has(server.sourceServerId))
        .length,
      liveJobs: live.jobs,
      refusalsAlone: servers[0]?.refusals ?? 0,
    });
    const ids = servers.map(server => server.id);
    const details = {
      ...errorDetails(run, error, `DRS refused to launch it. ${error.message}`),
      resourceIds: servers.map(server => server.sourceServerId),
    };
    await run.context.transaction(async transaction => {
      await store.deleteJob(transaction, job.id);
      await store.updateServers(
        transaction,
        ids,
        outcome === 'fail'
          ? {
              status: 'FAILED',
              reason: `DRS refused to launch it: ${error.failure.reason}`,
              error: details,
              endedAt: clock.now(),
            }
          : {
              status: 'WAITING',
              reason: `DRS has no place for it yet: ${error.failure.reason}`,
              ...(outcome === 'split' && {
                packSize: Math.ceil(servers.length / 2),
              }),
              ...(servers.length === 1 && {
                refusals: servers[0].refusals + 1,
              }),
            },
      );
      if (outcome === 'fail') {
        await logFailure(this.#dependencies, run.state, transaction, {
          operation: 'StartRecovery',
          resourceIds: details.resourceIds,
          error: details,
        });
      }
    });
  }

  async #servers(
    run: ExecutionRun,
    job: JobRecord,
  ): Promise<{ servers: ServerRecord[] }> {
    const { store } = this.#dependencies;
    const state = await run.context.transaction(transaction =>
      store.load(run.state.execution.id, transaction),
    );
    return {
      servers: state.servers.filter(server => server.executionJobId === job.id),
    };
  }
}
