import { ConflictError } from '@backstage/errors';
import type {
  Execution,
  ExecutionQuery,
  ExecutionSummary,
  ExecutionType,
  JobLogEntry,
  Page,
  Preflight,
  RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import { urgently } from '../aws';
import type { Dependencies } from '../dependencies';
import type { ProtectionGroups } from '../protection-groups';
import type { RecoveryPlans } from '../recovery-plans';
import { activePlanUse, activeGroupUses } from './activeUses';
import { ExecutionNotices } from './ExecutionNotices';
import { EXECUTION_KIND, ExecutionReconciler } from './ExecutionReconciler';
import { ExecutionRequests, refuse } from './ExecutionRequests';
import { ExecutionStore } from './ExecutionStore';
import { LaunchGuards } from './LaunchGuards';
import { listExecutions } from './listExecutions';
import { newExecution } from './newExecution';
import { noteVanished } from './noteVanished';
import { expectedWaveSeconds, planActivity } from './planHistory';
import { isTakenError, refuseErrors, refuseLosses } from './refuseRun';
import { readJobLog } from './readJobLog';
import { planRetry } from './retryPlan';
import type { ExecutionState } from './records';
import { type Inspection, RunChecks } from './RunChecks';
import { showExecution } from './showExecution';
import { showPreflight } from './showPreflight';
import { TERMINATION_MS } from './TerminationStep';
import type {
  ExecutionEndedListener,
  Executions,
  LaunchGuard,
  ReplacedServers,
  VanishedServers,
} from './types';
import { WaveProgress } from './WaveProgress';
import { writeRetry } from './writeRetry';

type ExecutionDependencies = Dependencies & {
  groups: ProtectionGroups;
  plans: RecoveryPlans;
};

/** Executions on the portal's Postgres and the engine. */
export class DefaultExecutions implements Executions {
  readonly #dependencies: ExecutionDependencies;
  readonly #store: ExecutionStore;
  readonly #guards: LaunchGuards;
  readonly #checks: RunChecks;
  readonly #requests: ExecutionRequests;
  readonly #listeners: ExecutionEndedListener[] = [];

  private constructor(dependencies: ExecutionDependencies) {
    this.#dependencies = dependencies;
    this.#store = new ExecutionStore(dependencies.database);
    this.#guards = new LaunchGuards(dependencies.aws);
    this.#checks = new RunChecks({ ...dependencies, guards: this.#guards });
    this.#requests = new ExecutionRequests(dependencies, this.#store);
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

  /** What a run, or the retry of one, would meet now; AWS's silence is one of the findings. */
  async preflight(
    planId: string,
    type: ExecutionType,
    retryOf?: { id: string; replaced: ReplacedServers },
  ): Promise<Preflight> {
    const { database, plans, config } = this.#dependencies;
    const plan = await plans.get(planId);
    const retried = retryOf && (await this.#store.load(retryOf.id));
    return showPreflight(plan, type, {
      inspect: () =>
        retried
          ? this.#inspectRetry(plan, retried, retryOf!.replaced)
          : this.#checks.inspect(plan, type),
      expectedSeconds: await expectedWaveSeconds(database, planId, type),
      quotas: config.quotas,
    });
  }

  async start(request: Parameters<Executions['start']>[0]): Promise<Execution> {
    const { database, plans, engine, changes, clock } = this.#dependencies;
    const { planId, executionType, alongside } = request;
    const plan = await plans.get(planId);
    // Somebody waits to launch: what is checked before does not wait behind polls.
    const inspection = await urgently(() =>
      this.#checks.inspect(plan, executionType),
    );
    refuseErrors(plan.name, inspection.findings);
    refuseLosses(plan.name, inspection.destroys, request.acceptDestroyed);
    const state = newExecution(inspection, request, {
      expectedSeconds: await expectedWaveSeconds(
        database,
        planId,
        executionType,
      ),
      now: clock.now(),
    });
    const { id } = state.execution;
    const execution = await this.#taking(inspection, () =>
      database.transaction(async transaction => {
        await this.#store.insert(transaction, state);
        await this.#requests.record(
          transaction,
          state.execution,
          'start',
          request.requestedBy,
        );
        await engine.wake(EXECUTION_KIND, id, { transaction });
        const created = await this.get(id, transaction);
        await alongside?.(transaction, created);
        return created;
      }),
    );
    changes.publish({ type: 'execution', id });
    changes.publish({ type: 'recovery-plan', id: planId });
    return execution;
  }

  pause = (id: string, by: string) => this.#requests.pause(id, by);
  resume = (id: string, by: string) => this.#requests.resume(id, by);
  cancel = (id: string, by: string) => this.#requests.cancel(id, by);

  async retry(
    id: string,
    requestedBy: string,
    {
      acceptDestroyed = [],
      replaced = new Map(),
    }: Parameters<Executions['retry']>[2] = {},
  ): Promise<Execution> {
    const before = await this.#store.load(id);
    refuse('retry', before);
    const { execution } = before;
    const ids = planRetry(before, replaced).servers.map(s => s.sourceServerId);
    const inspection = await urgently(() =>
      this.#checks.inspectServers(execution, ids),
    );
    refuseErrors(execution.planName, inspection.findings);
    const accepted = [...execution.acceptedDestroyed, ...acceptDestroyed];
    refuseLosses(
      execution.planName,
      inspection.destroys,
      [...accepted, ...ownInstances(before)],
      'Terminate them first, if they are not needed.',
    );
    const losses = inspection.destroys
      .map(({ recoveryInstanceId }) => recoveryInstanceId)
      .filter(lost => accepted.includes(lost));
    return this.#taking({ plan: { name: execution.planName } }, () =>
      this.#requests.make(
        'retry',
        id,
        requestedBy,
        async (transaction, state) => {
          await writeRetry(transaction, this.#store, state, losses, replaced);
          await this.#dependencies.audit.retry(transaction, {
            operation: 'execution',
            executionId: id,
            sessionId: state.execution.sessionId,
            correlationId: state.execution.correlationId,
            attempt: state.execution.attempt + 1,
            resourceIds: ids,
          });
        },
      ),
    );
  }

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

  async #inspectRetry(
    plan: RecoveryPlan,
    state: ExecutionState,
    replaced: ReplacedServers,
  ): Promise<Inspection> {
    const inspection = await this.#checks.inspect(
      plan,
      state.execution.executionType,
      new Set(
        planRetry(state, replaced).servers.map(server => server.sourceServerId),
      ),
    );
    const own = ownInstances(state);
    return {
      ...inspection,
      destroys: inspection.destroys.filter(
        ({ recoveryInstanceId }) => !own.includes(recoveryInstanceId),
      ),
    };
  }

  /** Two runs that were checked at the same moment: the database lets one take the servers. */
  async #taking<T>(
    { plan }: { plan: { name: string } },
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isTakenError(error)) {
        throw new ConflictError(
          `"${plan.name}" cannot be run: another execution has just begun with some of its servers`,
        );
      }
      throw error;
    }
  }
}

/** What an execution launched, or left behind of a launch that failed: its own to replace. */
function ownInstances({ servers }: ExecutionState): string[] {
  return servers.flatMap(({ recoveryInstanceId }) => recoveryInstanceId ?? []);
}
