import {
  AwsOperationError,
  type AwsRegion,
  type CommandInvocation,
} from '../aws';
import type { OperationContext } from '../failover-sessions';
import type { AgentRun } from './AgentRun';

/** How long SSM may take to deliver a command to an instance that is online. */
const DELIVERY_SECONDS = 600;

/** A command for one instance. */
export interface InstanceCommand {
  /** Names what it is for: its comment, by which it is found again, is made of it. */
  purpose: string;
  documentName: string;
  parameters: Record<string, string[]>;
}

/** Sends commands to instances, each at most once, and looks after them. One command an instance: they fail one by one. */
export class InstanceCommands {
  readonly #context: OperationContext;
  readonly #region: AwsRegion;

  constructor(context: OperationContext, region: AwsRegion) {
    this.#context = context;
    this.#region = region;
  }

  /**
   * The state of the current step's command, which is sent first if it was not. Undefined until it has ended.
   *
   * @throws AwsOperationError
   */
  async run(
    run: AgentRun,
    command: () => InstanceCommand | Promise<InstanceCommand>,
  ): Promise<CommandInvocation | undefined> {
    const sent = run.work.state.command;
    if (!sent) {
      await this.#send(run, await command());
      return undefined;
    }
    const [invocation] = await this.#region.ssm.listCommandInvocations(
      sent.commandId,
    );
    if (invocation && invocation.status !== run.progress.ssmStatus) {
      run.show({ ssmStatus: invocation.status });
    }
    return invocation?.ended ? invocation : undefined;
  }

  /** Lets the step send another command. */
  forget(run: AgentRun): void {
    run.remember({ command: undefined });
  }

  /** Best effort: an instance that does not answer does not take it back either. */
  async cancel(run: AgentRun): Promise<void> {
    const sent = run.work.state.command;
    if (sent) {
      try {
        await this.#region.ssm.cancelCommand(sent.commandId);
      } catch (error) {
        this.#context.logger.warn(
          `Command ${sent.commandId} was not canceled`,
          error as Error,
        );
      }
    }
  }

  async #send(run: AgentRun, command: InstanceCommand): Promise<void> {
    const { operation, intents } = this.#context;
    const number = run.work.state.commands + 1;
    const key = `${command.purpose}/${run.id}/${number}`;
    const comment = `dr/${operation.id}/${key}`;
    const { commandId } = await intents.once(
      {
        key,
        operation: 'SendCommand',
        correlationId: operation.correlationId,
        target: { instanceId: run.id, documentName: command.documentName },
      },
      {
        perform: () =>
          this.#region.ssm.sendCommand({
            documentName: command.documentName,
            instanceIds: [run.id],
            parameters: command.parameters,
            comment,
            timeoutSeconds: DELIVERY_SECONDS,
          }),
        settle: since => this.#region.ssm.findCommandByComment(comment, since),
        outcomeUnknown: AwsOperationError.outcomeUnknown,
      },
    );
    run.remember({
      command: { commandId, sentAt: new Date().toISOString() },
      commands: number,
    });
    run.show({
      status: 'IN_PROGRESS',
      ssmCommandId: commandId,
      ssmStatus: 'Pending',
    });
  }
}
