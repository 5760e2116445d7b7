import { ConflictError } from '@backstage/errors';
import type {
  Execution,
  ExecutionType,
  Preflight,
  RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import { urgently } from '../aws';
import type { Dependencies } from '../dependencies';
import type { RecoveryPlans } from '../recovery-plans';
import { EXECUTION_KIND } from './ExecutionReconciler';
import { type ExecutionRequests, refuse } from './ExecutionRequests';
import type { ExecutionStore } from './ExecutionStore';
import { newExecution } from './newExecution';
import { expectedWaveSeconds } from './planHistory';
import type { ExecutionState } from './records';
import { isTakenError, refuseErrors, refuseLosses } from './refuseRun';
import { planRetry } from './retryPlan';
import type { Inspection, RunChecks } from './RunChecks';
import { showExecution } from './showExecution';
import { showPreflight } from './showPreflight';
import type { Executions, ReplacedServers } from './types';
import { writeRetry } from './writeRetry';

/** Begins executions, and begins them anew: what stands against it is looked for first, and is what a preflight shows. */
export class RunStarter {
  readonly #dependencies: Dependencies & { plans: RecoveryPlans };
  readonly #store: ExecutionStore;
  readonly #checks: RunChecks;
  readonly #requests: ExecutionRequests;

  constructor(
    dependencies: Dependencies & { plans: RecoveryPlans },
    parts: {
      store: ExecutionStore;
      checks: RunChecks;
      requests: ExecutionRequests;
    },
  ) {
    this.#dependencies = dependencies;
    this.#store = parts.store;
    this.#checks = parts.checks;
    this.#requests = parts.requests;
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
        const created = showExecution(await this.#store.load(id, transaction));
        await alongside?.(transaction, created);
        return created;
      }),
    );
    changes.publish({ type: 'execution', id });
    changes.publish({ type: 'recovery-plan', id: planId });
    return execution;
  }

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
