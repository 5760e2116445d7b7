import type {
  SSM,
  InstanceInformation,
  CommandInvocation as SsmCommandInvocation,
} from '@aws-sdk/client-ssm';
import type { AwsCaller } from './AwsCaller';
import type { AwsClock } from './AwsClock';
import { AwsOperationError } from './AwsOperationError';
import type { Connection } from './Connection';
import { allPages, eachPage, inBatches } from './paging';
import { requireAnswer } from './requireAnswer';
import { toAutomationExecution } from './toAutomationExecution';
import {
  hasEnded,
  isComplete,
  tellingPlugin,
  toCommandInvocation,
} from './toCommandInvocation';
import { toManagedInstance } from './toManagedInstance';
import type { CommandInvocation, ManagedInstance, Ssm } from './types';

const PAGE_SIZE = 50;
const IDS_PER_FILTER = 50;
const LEAST_TIMEOUT_SECONDS = 30;
const MOST_TIMEOUT_SECONDS = 2_592_000;
/** The clocks of the portal and of AWS may differ by as much when a command is looked for. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

function isCode(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof AwsOperationError && codes.includes(error.failure.code)
  );
}

/** Systems Manager in one account and region. */
export class DefaultSsm implements Ssm {
  readonly #client: () => Promise<SSM>;
  readonly #call: AwsCaller;
  readonly #clock: AwsClock;

  constructor(connection: Connection) {
    this.#client = connection.open(
      async () => (await import('@aws-sdk/client-ssm')).SSM,
    );
    this.#call = connection.call;
    this.#clock = connection.clock;
  }

  async listManagedInstances(ids: string[]): Promise<ManagedInstance[]> {
    const found = await inBatches(ids, IDS_PER_FILTER, batch =>
      this.#describeInstances(batch),
    );
    return found.map(item => toManagedInstance(item, this.#clock));
  }

  async sendCommand(
    request: Parameters<Ssm['sendCommand']>[0],
  ): Promise<{ commandId: string }> {
    const { Command } = await this.#call.effect('SendCommand', async options =>
      (
        await this.#client()
      ).sendCommand(
        {
          DocumentName: request.documentName,
          DocumentVersion: request.documentVersion,
          InstanceIds: request.instanceIds,
          Targets: request.targets?.map(target => ({
            Key: target.key,
            Values: target.values,
          })),
          Parameters: request.parameters,
          Comment: request.comment,
          TimeoutSeconds: Math.min(
            MOST_TIMEOUT_SECONDS,
            Math.max(LEAST_TIMEOUT_SECONDS, Math.ceil(request.timeoutSeconds)),
          ),
          // One instance that fails says nothing of the others: none is left out for it.
          MaxErrors: '100%',
        },
        options,
      ),
    );
    return { commandId: requireAnswer(Command?.CommandId, 'SendCommand') };
  }

  async findCommandByComment(
    comment: string,
    since: Date,
  ): Promise<{ commandId: string } | undefined> {
    const from = new Date(since.getTime() - CLOCK_TOLERANCE_MS);
    const pages = eachPage(NextToken =>
      this.#call.read('ListCommands', async options => {
        const page = await (
          await this.#client()
        ).listCommands(
          {
            Filters: [
              {
                key: 'InvokedAfter',
                value: `${from.toISOString().slice(0, 19)}Z`,
              },
            ],
            MaxResults: PAGE_SIZE,
            NextToken,
          },
          options,
        );
        return { items: page.Commands, nextToken: page.NextToken };
      }),
    );
    for await (const commands of pages) {
      const found = commands.find(command => command.Comment === comment);
      if (found?.CommandId) {
        return { commandId: found.CommandId };
      }
    }
    return undefined;
  }

  async listCommandInvocations(
    commandId: string,
    instanceIds?: string[],
  ): Promise<CommandInvocation[]> {
    const invocations = await allPages(NextToken =>
      this.#call.read('ListCommandInvocations', async options => {
        const page = await (
          await this.#client()
        ).listCommandInvocations(
          {
            CommandId: commandId,
            Details: true,
            MaxResults: PAGE_SIZE,
            NextToken,
          },
          options,
        );
        return { items: page.CommandInvocations, nextToken: page.NextToken };
      }),
    );
    const wanted = instanceIds && new Set(instanceIds);
    return Promise.all(
      invocations
        .filter(({ InstanceId }) => !wanted || wanted.has(InstanceId ?? ''))
        .map(async invocation =>
          toCommandInvocation(invocation, await this.#fullOutput(invocation)),
        ),
    );
  }

  async cancelCommand(commandId: string, instanceIds?: string[]) {
    await this.#call.idempotent('CancelCommand', async options =>
      (
        await this.#client()
      ).cancelCommand(
        {
          CommandId: commandId,
          InstanceIds: instanceIds,
        },
        options,
      ),
    );
  }

  async getDocument(name: string) {
    try {
      const { Document } = await this.#call.read(
        'DescribeDocument',
        async options =>
          (await this.#client()).describeDocument({ Name: name }, options),
      );
      return {
        name: Document?.Name ?? name,
        type: Document?.DocumentType ?? 'Command',
        parameters: (Document?.Parameters ?? []).flatMap(
          parameter => parameter.Name ?? [],
        ),
      };
    } catch (error) {
      if (isCode(error, 'InvalidDocument')) {
        return undefined;
      }
      throw error;
    }
  }

  async startAutomation(request: Parameters<Ssm['startAutomation']>[0]) {
    const answer = await this.#call.idempotent(
      'StartAutomationExecution',
      async options =>
        (
          await this.#client()
        ).startAutomationExecution(
          {
            DocumentName: request.documentName,
            DocumentVersion: request.documentVersion,
            Parameters: request.parameters,
            ClientToken: request.clientToken,
          },
          options,
        ),
    );
    return {
      automationExecutionId: requireAnswer(
        answer.AutomationExecutionId,
        'StartAutomationExecution',
      ),
    };
  }

  async getAutomation(id: string) {
    const answer = await this.#call.read(
      'GetAutomationExecution',
      async options =>
        (
          await this.#client()
        ).getAutomationExecution({ AutomationExecutionId: id }, options),
    );
    return toAutomationExecution(
      id,
      requireAnswer(answer.AutomationExecution, 'GetAutomationExecution'),
    );
  }

  async stopAutomation(id: string) {
    await this.#call.idempotent('StopAutomationExecution', async options =>
      (
        await this.#client()
      ).stopAutomationExecution(
        {
          AutomationExecutionId: id,
          Type: 'Cancel',
        },
        options,
      ),
    );
  }

  /** SSM refuses a whole list for one id that it does not know: that one is then found by halving, and is left out. */
  async #describeInstances(ids: string[]): Promise<InstanceInformation[]> {
    try {
      return await allPages(NextToken =>
        this.#call.read('DescribeInstanceInformation', async options => {
          const page = await (
            await this.#client()
          ).describeInstanceInformation(
            {
              Filters: [{ Key: 'InstanceIds', Values: ids }],
              MaxResults: PAGE_SIZE,
              NextToken,
            },
            options,
          );
          return {
            items: page.InstanceInformationList,
            nextToken: page.NextToken,
          };
        }),
      );
    } catch (error) {
      if (!isCode(error, 'InvalidInstanceId')) {
        throw error;
      }
      const half = Math.ceil(ids.length / 2);
      return ids.length === 1
        ? []
        : inBatches(ids, half, batch => this.#describeInstances(batch));
    }
  }

  /** The list of invocations abridges output, and mixes what was printed with what went wrong. */
  async #fullOutput(invocation: SsmCommandInvocation) {
    const plugin = tellingPlugin(invocation);
    if (!hasEnded(invocation) || !plugin || isComplete(invocation, plugin)) {
      return undefined;
    }
    try {
      return await this.#call.read('GetCommandInvocation', async options =>
        (
          await this.#client()
        ).getCommandInvocation(
          {
            CommandId: invocation.CommandId,
            InstanceId: invocation.InstanceId,
            PluginName: plugin.Name,
          },
          options,
        ),
      );
    } catch (error) {
      if (isCode(error, 'InvocationDoesNotExist', 'InvalidPluginName')) {
        return undefined;
      }
      throw error;
    }
  }
}
