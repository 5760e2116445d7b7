import {
  AwsOperationError,
  type AwsRegion,
  type CommandInvocation,
} from '../aws';
import type { OperationContext } from '../failover-sessions';
import type { AgentRun } from './AgentRun';

/** How long SSM may take to deliver a command to an instance that is online. */
const DELIVERY_SECONDS = 600;
/** SSM takes so many instances in one command. */
const INSTANCES_PER_COMMAND = 50;

/** A command, the same for all instances that need it now. */
export interface InstanceCommand {
  /** Names what it is for: its comment, by which it is found again, is made of it. */
  purpose: string;
  documentName: string;
  parameters: Record<string, string[]>;
}

/** A command that is to be sent to some instances at once. */
interface Batch {
  /** Names its intent. */
  key: string;
  command: InstanceCommand;
  runs: AgentRun[];
}

/** How a batch is carried out, and what becomes of what it meets. */
export interface BatchEnds {
  /** Writes what has changed about instances. */
  save(runs: AgentRun[]): Promise<void>;
  /** Says on an instance that AWS has refused. */
  refused(run: AgentRun, error: AwsOperationError): void;
}

/**
 * The commands of one look at instances: each instance gets its own at most once, those that need the same at the same time
 * get it by one call, and all are looked after by as few calls as there are commands.
 *
 * @remarks
 * Which instances a command goes to is written on each of them before it is sent. What a crash has left open is sent again, or
 * found, for the very same instances. Each succeeds or fails by itself.
 */
export class InstanceCommands {
  readonly #context: OperationContext;
  readonly #region: AwsRegion;
  readonly #invocations: ReadonlyMap<string, CommandInvocation>;
  readonly #batches = new Map<string, Batch>();
  /** The batch that takes more instances, by what is sent. */
  readonly #filling = new Map<string, Batch>();

  /** @param invocations - of the commands that were sent before, by instance */
  constructor(
    context: OperationContext,
    region: AwsRegion,
    invocations: ReadonlyMap<string, CommandInvocation>,
  ) {
    this.#context = context;
    this.#region = region;
    this.#invocations = invocations;
  }

  /** The state of the current step's command, which `send` will send if it was not. Undefined until it has ended. */
  async run(
    run: AgentRun,
    command: () => InstanceCommand | Promise<InstanceCommand>,
  ): Promise<CommandInvocation | undefined> {
    const { command: sent, request } = run.work.state;
    if (!sent) {
      this.#want(run, await command(), request);
      return undefined;
    }
    const invocation = this.#invocations.get(run.id);
    if (invocation && invocation.status !== run.progress.ssmStatus) {
      run.show({ ssmStatus: invocation.status });
    }
    return invocation?.ended ? invocation : undefined;
  }

  /** Lets the step send another command. */
  forget(run: AgentRun): void {
    run.remember({ command: undefined, request: undefined });
  }

  /** Best effort: an instance that does not answer does not take it back either. */
  async cancel(run: AgentRun): Promise<void> {
    const sent = run.work.state.command;
    if (sent) {
      try {
        await this.#region.ssm.cancelCommand(sent.commandId, [run.id]);
      } catch (error) {
        this.#context.logger.warn(
          `Command ${sent.commandId} was not canceled`,
          error as Error,
        );
      }
    }
  }

  /**
   * Sends what is wanted, to the instances on which that was written.
   *
   * @throws AwsOperationError that may pass; the other commands are sent nevertheless
   */
  async send(ends: BatchEnds): Promise<void> {
    const outcomes = await Promise.allSettled(
      [...this.#batches.values()].map(({ runs, ...batch }) =>
        this.#send({ ...batch, runs: runs.filter(run => run.isSaved) }, ends),
      ),
    );
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed) {
      throw (failed as PromiseRejectedResult).reason;
    }
  }

  /** Puts an instance into the batch that it was written to be in, or into one that has room. */
  #want(run: AgentRun, command: InstanceCommand, request?: string): void {
    const content = JSON.stringify(command);
    const filling = this.#filling.get(content);
    const key = request ?? filling?.key ?? this.#keyFor(run, command.purpose);
    const batch = this.#batches.get(key) ?? { key, command, runs: [] };
    batch.runs.push(run);
    this.#batches.set(key, batch);
    if (request === undefined) {
      run.remember({ request: key });
      if (batch.runs.length < INSTANCES_PER_COMMAND) {
        this.#filling.set(content, batch);
      } else {
        this.#filling.delete(content);
      }
    }
  }

  #keyFor(run: AgentRun, purpose: string): string {
    return `${purpose}/${run.id}/${run.work.state.commands + 1}`;
  }

  async #send(batch: Batch, ends: BatchEnds): Promise<void> {
    const { runs } = batch;
    if (runs.length === 0) {
      return;
    }
    let commandId: string;
    try {
      commandId = await this.#sendOnce(batch);
    } catch (error) {
      if (!AwsOperationError.isFinal(error)) {
        throw error;
      }
      if (runs.length > 1) {
        await this.#sendHalves(batch, ends);
      } else {
        ends.refused(runs[0], error);
        await ends.save(runs);
      }
      return;
    }
    for (const run of runs) {
      run.remember({
        command: { commandId, sentAt: new Date().toISOString() },
        request: undefined,
        commands: run.work.state.commands + 1,
      });
      run.show({
        status: 'IN_PROGRESS',
        ssmCommandId: commandId,
        ssmStatus: 'Pending',
      });
    }
    await ends.save(runs);
  }

  /** SSM refuses a whole command for one instance that it does not reach. */
  async #sendHalves({ command, runs }: Batch, ends: BatchEnds): Promise<void> {
    const half = Math.ceil(runs.length / 2);
    for (const some of [runs.slice(0, half), runs.slice(half)]) {
      const key = this.#keyFor(some[0], command.purpose);
      some.forEach(run => run.remember({ request: key }));
      await ends.save(some);
      await this.#send({ key, command, runs: some }, ends);
    }
  }

  async #sendOnce({ key, command, runs }: Batch): Promise<string> {
    const { operation, intents } = this.#context;
    const { documentName, parameters } = command;
    const instanceIds = runs.map(({ id }) => id);
    const comment = `dr/${operation.id}/${key}`;
    const { commandId } = await intents.once(
      {
        key,
        operation: 'SendCommand',
        correlationId: operation.correlationId,
        target: { instanceIds, documentName },
      },
      {
        perform: () =>
          this.#region.ssm.sendCommand({
            documentName,
            instanceIds,
            parameters,
            comment,
            timeoutSeconds: DELIVERY_SECONDS,
          }),
        settle: since => this.#region.ssm.findCommandByComment(comment, since),
        outcomeUnknown: AwsOperationError.outcomeUnknown,
      },
    );
    return commandId;
  }
}
