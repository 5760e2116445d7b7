import { ConflictError } from '@backstage/errors';
import type {
  Execution,
  ExecutionQuery,
  ExecutionSummary,
  JobLogEntry,
  Page,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Dependencies } from '../dependencies';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import { activePlanUse, activeGroupUses } from './activeUses';
import { ExecutionNotices } from './ExecutionNotices';
import { ExecutionReconciler } from './ExecutionReconciler';
import { ExecutionRequests, refuse } from './ExecutionRequests';
import { ExecutionStore } from './ExecutionStore';
import { LaunchGuards } from './LaunchGuards';
import { listExecutions } from './listExecutions';
import { noteVanished } from './noteVanished';
import { planActivity } from './planHistory';
import { readJobLog } from './readJobLog';
import { RunChecks } from './RunChecks';
import { RunStarter } from './RunStarter';
import { showExecution } from './showExecution';
import { TERMINATION_MS } from './TerminationStep';
import type {
  ExecutionEndedListener,
  Executions,
  LaunchGuard,
  VanishedServers,
} from './types';
import { WaveProgress } from './WaveProgress';

type ExecutionDependencies = Dependencies & {
  groups: ProtectionGroups;
  plans: RecoveryPlans;
};

/** Executions on the portal's Postgres and the engine. */
export class DefaultExecutions implements Executions {
  readonly #dependencies: ExecutionDependencies;
  readonly #store: ExecutionStore;
  readonly #guards: LaunchGuards;
  readonly #requests: ExecutionRequests;
  readonly #starter: RunStarter;
  readonly #listeners: ExecutionEndedListener[] = [];

  private constructor(dependencies: ExecutionDependencies) {
    this.#dependencies = dependencies;
    this.#store = new ExecutionStore(dependencies.database);
    this.#guards = new LaunchGuards(dependencies.aws);
    this.#requests = new ExecutionRequests(dependencies, this.#store);
    this.#starter = new RunStarter(dependencies, {
      store: this.#store,
      checks: new RunChecks({ ...dependencies, guards: this.#guards }),
      requests: this.#requests,
    });
  }

  /** Makes the service, with its reconciler; plans and groups in an active execution are in use. */
  static create(dependencies: ExecutionDependencies): DefaultExecutions {
    const executions = new DefaultExecutions(dependencies);
    const store = executions.#store;
    const parts = { ...dependencies, store, guards: executions.#guards };
    dependencies.engine.register(
      new ExecutionReconciler(
        parts,
        new WaveProgress({ ...parts, listeners: executions.#listeners }),
        new ExecutionNotices(dependencies),
      ),
    );
    dependencies.plans.addUsageCheck(activePlanUse);
    dependencies.plans.setActivitySource((ids, database) =>
      planActivity(database, ids),
    );
    dependencies.groups.addUsageCheck(activeGroupUses);
    return executions;
  }

  addGuard(guard: LaunchGuard): void {
    this.#guards.add(guard);
  }

  onEnded(listener: ExecutionEndedListener): void {
    this.#listeners.push(listener);
  }

  async get(id: string, database?: Knex): Promise<Execution> {
    return showExecution(await this.#store.load(id, database));
  }

  list(
    query: ExecutionQuery,
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<Page<ExecutionSummary>> {
    return listExecutions(this.#dependencies.database, query, narrow);
  }

  preflight = (...request: Parameters<Executions['preflight']>) =>
    this.#starter.preflight(...request);
  start = (request: Parameters<Executions['start']>[0]) =>
    this.#starter.start(request);
  retry = (...request: Parameters<Executions['retry']>) =>
    this.#starter.retry(...request);
  pause = (id: string, by: string) => this.#requests.pause(id, by);
  resume = (id: string, by: string) => this.#requests.resume(id, by);
  cancel = (id: string, by: string) => this.#requests.cancel(id, by);

  async terminate(id: string, requestedBy: string): Promise<Execution> {
    const { clock } = this.#dependencies;
    const before = await this.#store.load(id);
    refuse('terminate', before);
    const { execution } = before;
    const launched = before.servers.filter(
      server => server.status === 'LAUNCHED' && server.recoveryInstanceId,
    );
    const marked = await this.#guards.mark(
      launched.map(server => ({
        recoveryInstanceId: server.recoveryInstanceId!,
        sourceServerId: server.sourceServerId,
        hostname: server.hostname,
        isDrill: execution.executionType === 'DRILL',
      })),
    );
    const held = marked.filter(instance => instance.sessionId);
    if (held.length > 0) {
      throw new ConflictError(
        `Failover session "${held[0].sessionName}" holds ${held.length} instances of this execution: they end with the session's cleanup`,
      );
    }
    return this.#requests.make('terminate', id, requestedBy, transaction =>
      this.#store.updateServers(
        transaction,
        launched.map(server => server.id),
        {
          terminating: true,
          terminateBy: new Date(clock.now().getTime() + TERMINATION_MS),
          reason: undefined,
          error: undefined,
        },
      ),
    );
  }

  async noteVanished(id: string, vanished: VanishedServers): Promise<void> {
    const { database, changes } = this.#dependencies;
    const isNoted = await database.transaction(transaction =>
      noteVanished(transaction, this.#store, id, vanished),
    );
    if (isNoted) {
      changes.publish({ type: 'execution', id });
    }
  }

  async setSession(
    transaction: Knex.Transaction,
    id: string,
    sessionId: string,
  ): Promise<void> {
    await this.#store.updateExecution(transaction, id, { sessionId });
  }

  /** The logs of all its DRS jobs, oldest entry first. @throws AwsOperationError */
  async jobLog(id: string): Promise<JobLogEntry[]> {
    return readJobLog(this.#dependencies.aws, await this.#store.load(id));
  }
}
