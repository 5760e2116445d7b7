import { ConflictError, InputError } from '@backstage/errors';
import {
  hasLostSourceServer,
  type InstallAgentsInput,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';
import type { Dependencies } from '../dependencies';
import {
  causeOf,
  type FailoverSessions,
  type InstancePatch,
  type InstanceRecord,
  type OperationBegin,
  type OperationContext,
  type OperationEnd,
  type OperationHandler,
  type OperationOutcome,
  type SessionRecord,
} from '../failover-sessions';
import { soonMs } from '../soonMs';
import { gatherFacts, regionsOf } from './AgentFacts';
import { advanceInstance, failRefused } from './advanceInstance';
import { AgentRun } from './AgentRun';
import { beginProgress } from './agentSteps';
import { AgentWorkStore } from './AgentWorkStore';
import { checkStep } from './checkStep';
import { findInstaller, type Installer } from './installer';
import { needsAgent } from './needsAgent';
import { StepTools } from './StepTools';
import { saveRuns } from './saveRuns';
import { summarizeFailures } from './summarizeFailures';
import type { AgentWork } from './types';

/** How often the instances are looked at while something on them is expected to end. */
const SOON_MS = 10_000;
/** How many calls to AWS are made side by side. */
const PARALLEL = 10;
/** How many polls SSM is given to hear of an instance that was just launched. */
const PATIENCE_POLLS = 5;

/** Uninstalls, reboots and reinstalls the agents of a session's instances, each at its own pace; a retry takes up the failed. */
export class InstallAgentsHandler
  implements OperationHandler<InstallAgentsInput>
{
  readonly kind = 'install-agents';
  readonly readsSteps = false;
  readonly #dependencies: Dependencies;
  readonly #sessions: FailoverSessions;
  readonly #works: AgentWorkStore;

  constructor(dependencies: Dependencies & { sessions: FailoverSessions }) {
    this.#dependencies = dependencies;
    this.#sessions = dependencies.sessions;
    this.#works = new AgentWorkStore(dependencies.database);
  }

  async check(
    session: SessionRecord,
    instances: InstanceRecord[],
    input: InstallAgentsInput,
  ): Promise<void> {
    const strangers = (input.instanceIds ?? []).filter(
      id =>
        !instances.some(({ recoveryInstanceId }) => recoveryInstanceId === id),
    );
    if (strangers.length > 0) {
      throw new InputError(
        `Session ${session.name} has no instance ${strangers.join(', ')}`,
      );
    }
    if (!instances.some(({ cannotFailBack }) => !cannotFailBack)) {
      throw new ConflictError(
        `No instance of session ${session.name} can fail back`,
      );
    }
    const { aws, config } = this.#dependencies;
    const { recovery, source } = regionsOf(aws, session);
    if (!(await source.drs.isInitialized())) {
      throw new ConflictError(
        `Elastic Disaster Recovery is not initialized in ${session.sourceRegion} of account ${session.sourceAccountId}: initialize it there first, or agents cannot register`,
      );
    }
    await findInstaller(session, config.agents, recovery);
  }

  async begin(
    transaction: Knex.Transaction,
    begin: OperationBegin<InstallAgentsInput>,
  ): Promise<void> {
    const { session, instances, operation, input } = begin;
    const { store } = this.#sessions;
    const now = this.#dependencies.clock.now();
    const before = await this.#works.listBySession(session.id, transaction);
    const bootBefore = new Map(
      before.map(({ recoveryInstanceId, state }) => [
        recoveryInstanceId,
        state.uninstalledInBoot,
      ]),
    );
    const works: AgentWork[] = [];
    const changes: { recoveryInstanceId: string; patch: InstancePatch }[] = [];
    for (const instance of instances) {
      const { recoveryInstanceId } = instance;
      if (instance.cannotFailBack) {
        const agent = { ...instance.agent, status: 'SKIPPED' as const };
        changes.push({ recoveryInstanceId, patch: { agent } });
      } else if (
        needsAgent(instance) &&
        (input.instanceIds?.includes(recoveryInstanceId) ?? true)
      ) {
        changes.push({
          recoveryInstanceId,
          patch: {
            route: 'reinstall',
            agent: beginProgress(recoveryInstanceId, instance.agent, now),
            error: undefined,
          },
        });
        works.push({
          sessionId: session.id,
          recoveryInstanceId,
          operationId: operation.id,
          step: 'CHECK_SSM',
          state: {
            commands: 0,
            reboots: 0,
            uninstalledInBoot: hasLostSourceServer(instance)
              ? undefined
              : bootBefore.get(recoveryInstanceId),
          },
        });
      }
    }
    await store.updateInstances(session.id, changes, transaction);
    await this.#works.save(transaction, works);
    // An agent that is installed anew makes a source server that no mirrored configuration knows.
    await store.update(
      session.id,
      { route: 'reinstall', mirroredAt: undefined },
      transaction,
    );
    await store.transition(
      session.id,
      'INSTALLING_AGENTS',
      causeOf(operation),
      transaction,
    );
  }

  async reconcile(context: OperationContext): Promise<OperationOutcome> {
    const runs = await this.#runs(context);
    const open = runs.filter(run => !run.hasEnded);
    if (open.length > 0) {
      await this.#look(context, open);
    }
    if (runs.some(run => !run.hasEnded)) {
      const { pollingIntervalMs } = this.#dependencies.config;
      return { wakeInMs: soonMs(SOON_MS, pollingIntervalMs) };
    }
    const failed = runs.filter(({ work }) => work.outcome === 'FAILED');
    return failed.length > 0
      ? { failed: summarizeFailures(failed, runs.length) }
      : { succeeded: true };
  }

  async end(transaction: Knex.Transaction, end: OperationEnd): Promise<void> {
    const { store } = this.#sessions;
    const { session, operation } = end;
    const instances = await store.listInstances(session.id, transaction);
    const isComplete = instances.every(
      instance => instance.cannotFailBack || !needsAgent(instance),
    );
    if (!end.failed && isComplete) {
      await store.transition(
        session.id,
        'AGENTS_INSTALLED',
        causeOf(operation),
        transaction,
      );
    }
  }

  async #runs(context: OperationContext): Promise<AgentRun[]> {
    const works = await this.#works.listByOperation(context.operation.id);
    const instances = new Map(
      context.instances.map(one => [one.recoveryInstanceId, one]),
    );
    return works.flatMap(work => {
      const instance = instances.get(work.recoveryInstanceId);
      return instance
        ? [new AgentRun(instance, work, this.#dependencies.clock)]
        : [];
    });
  }

  /** One look at all instances: all are checked before anything is done on any, and as many as allowed are worked on. */
  async #look(context: OperationContext, open: AgentRun[]): Promise<void> {
    const { aws, config, clock } = this.#dependencies;
    const regions = regionsOf(aws, context.session);
    const facts = await gatherFacts(context, open, regions);
    let installer: Promise<Installer> | undefined;
    const tools = new StepTools({
      context,
      regions,
      installer: () => {
        installer ??= findInstaller(
          context.session,
          config.agents,
          regions.recovery,
        );
        return installer;
      },
      limits: {
        stepTimeoutMs: config.agents.stepTimeoutMs,
        patienceMs: PATIENCE_POLLS * config.pollingIntervalMs,
      },
      clock,
      facts,
    });
    open
      .filter(({ step }) => step === 'CHECK_SSM')
      .forEach(run => checkStep(run, facts, tools));
    await this.#save(context, open);
    if (open.some(run => run.step === 'CHECK_SSM' && !run.hasEnded)) {
      return;
    }
    const active = this.#takeTurns(open);
    try {
      await inParallel(active, async run => {
        if (!context.signal.aborted) {
          await advanceInstance(run, facts, tools);
        }
      });
    } finally {
      await this.#save(context, active);
      // What is not sent when the process stops is sent by whoever takes over: it is written that it is wanted.
      if (!context.signal.aborted) {
        await tools.commands.send({
          save: runs => this.#save(context, runs),
          refused: (run, error) => failRefused(run, error, tools),
        });
      }
    }
  }

  /** Those that are worked on, with as many of the waiting as there is room for. */
  #takeTurns(open: AgentRun[]): AgentRun[] {
    const active = open.filter(run => run.isActive);
    const waiting = open.filter(run => !run.hasEnded && !run.isActive);
    const room = this.#dependencies.config.agents.concurrency - active.length;
    const begun = waiting.slice(0, Math.max(0, room));
    begun.forEach(run => run.start());
    return [...active, ...begun];
  }

  #save(context: OperationContext, runs: AgentRun[]): Promise<void> {
    return saveRuns(context, runs, {
      sessions: this.#sessions.store,
      works: this.#works,
    });
  }
}

/** Works on all, some at a time; throws the first error when all are through, so that one does not cut off the others. */
async function inParallel<T>(
  items: T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const errors: unknown[] = [];
  await Promise.all(
    Array.from({ length: Math.min(PARALLEL, items.length) }, async () => {
      for (let item = queue.shift(); item; item = queue.shift()) {
        try {
          await work(item);
        } catch (error) {
          errors.push(error);
        }
      }
    }),
  );
  if (errors.length > 0) {
    throw errors[0];
  }
}
